"""差异: what changed between two versions of a table, as HTML to filter and print, and as XLSX.

Every text of a document is shown with control characters and turned writing made visible, then
escaped as the format asks; no cell of a workbook is a formula.
"""

from jixiao.publishing.difference.html import difference_html
from jixiao.publishing.difference.xlsx import difference_xlsx

__all__ = ["difference_html", "difference_xlsx"]
