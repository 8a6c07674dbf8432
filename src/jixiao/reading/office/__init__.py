"""Files that only an office program can read: DOC, WPS, ET, RTF, ODT, through LibreOffice."""

from jixiao.reading.office.reader import OldSheetReader, OldTextReader

__all__ = ["OldSheetReader", "OldTextReader"]
