"""What of a log is left out before it is written."""

import logging


class InOneLine(logging.Filter):
    """No traceback of what was only refused: the program did what it should, and the line says it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; without its traceback where nothing went wrong."""
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True
