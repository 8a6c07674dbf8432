"""The worker as a program: ``python -m jixiao.web.worker``.

It has processes of its own. None of them outlives the one that started it, however that ended: two
workers at a time would do the same jobs.
"""

import os
import signal
import sys
import threading
import time
from datetime import timedelta

WITH_PARENT = "--with-parent"
"""Stop when the standard input ends, which is when the process at its other end does."""


def main() -> None:
    """Do jobs until stopped; those that a killed worker left are taken up at once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.config.settings")
    if WITH_PARENT in sys.argv:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_leave_with_parent)
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from django_q.models import OrmQ  # noqa: PLC0415

    # A job that is being done is locked until `retry` seconds have passed; nobody else does any now.
    free = timezone.now() - timedelta(seconds=settings.Q_CLUSTER["retry"] + 1)
    OrmQ.objects.filter(lock__gt=free).update(lock=free)
    call_command("qcluster", verbosity=0)


def _stop_at_end_of_input() -> None:
    # Not through sys.stdin, whose lock a process forked meanwhile would find taken for ever.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)  # to the process: its main thread may be waiting


def _leave_with_parent() -> None:
    """In a process that was forked: end soon after the one that forked it."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main()
