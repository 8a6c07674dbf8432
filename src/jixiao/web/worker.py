"""The worker as a program: ``python -m jixiao.web.worker``.

It has processes of its own. None of them outlives the one that started it, however that ended: two
workers at a time would do the same jobs.
"""

import multiprocessing
import os
import sys
import threading
import time
from datetime import timedelta

_FIRST_CLEANING = timedelta(minutes=10)  # not while everybody is coming in


def main() -> None:
    """Do jobs until whoever started this is gone; those that a killed worker left come first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.config.settings")
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_leave_with_parent)
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from django_q.cluster import Cluster  # noqa: PLC0415
    from django_q.models import OrmQ, Schedule  # noqa: PLC0415

    from jixiao.web.records.services.revisions_prune import (  # noqa: PLC0415
        SCHEDULE,
        revisions_prune_now,
    )

    # A job that is being done is locked until `retry` seconds have passed; nobody else does any now.
    free = timezone.now() - timedelta(seconds=settings.Q_CLUSTER["retry"] + 1)
    OrmQ.objects.filter(lock__gt=free).update(lock=free)
    Schedule.objects.get_or_create(
        name=SCHEDULE,
        defaults={
            "func": f"{revisions_prune_now.__module__}.{revisions_prune_now.__name__}",
            "schedule_type": Schedule.DAILY,
            "next_run": timezone.now() + _FIRST_CLEANING,
        },
    )
    cluster = Cluster()
    cluster.start()
    try:
        # The other end is held by the server: when it dies, however it dies, the pipe ends.
        sys.stdin.read()
    except KeyboardInterrupt:
        pass
    finally:
        cluster.stop()


def _leave_with_parent() -> None:
    """In a process that was forked: end soon after the one that forked it."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _leave_with_spawner() -> None:
    """In a process that was started anew, as Windows does: the same."""

    def watch() -> None:
        while (parent := multiprocessing.parent_process()) is None:
            time.sleep(0.1)  # it is known soon after this module is
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main()
elif __name__ == "__mp_main__":
    _leave_with_spawner()
