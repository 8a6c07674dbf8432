"""Workbooks: XLSX, XLSM, XLS and ODS."""

from jixiao.reading.workbook.reader import WorkbookReader

__all__ = ["WorkbookReader"]
