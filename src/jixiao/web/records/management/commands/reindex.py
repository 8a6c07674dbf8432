"""``python -m django reindex``: the search index and the indicator library made anew."""

from typing import Any

from django.core.management.base import BaseCommand

from jixiao.web.records.services.searching import reindex_all


class Command(BaseCommand):
    """Needed only after records were written past the services, or by an older release."""

    help = "重建全文检索和指标库。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        self.stdout.write(f"已重建：{reindex_all()} 张目标表。")
