"""Reads the end of a file once, so that the system keeps it in memory; a program of its own.

``python reading_ahead.py FILE BYTES SECONDS``. It imports nothing of jixiao: it is to begin at once.
"""

import os
import signal
import sys
import time
from pathlib import Path

_BLOCK = 1 << 20


def read(file: str, most: int, seconds: float) -> int:
    """Read the last bytes of a file from front to back.

    Args:
        file: Its path.
        most: How many bytes at most.
        seconds: No longer than this.

    Returns:
        How many bytes were read; none where the file is not there or cannot be read: whoever needs
        it will say so.
    """
    end, done, block = time.monotonic() + seconds, 0, bytearray(_BLOCK)
    try:
        with Path(file).open("rb", buffering=0) as content:
            content.seek(max(0, os.fstat(content.fileno()).st_size - most))
            while done < most and time.monotonic() < end:
                count = content.readinto(block)
                if not count:
                    break
                done += count
    except OSError:
        pass
    return done


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word
    read(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
