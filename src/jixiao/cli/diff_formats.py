"""The forms in which a difference is put out."""

from jixiao.cli.diff_view import show_difference
from jixiao.cli.formats import Format, nothing
from jixiao.cli.page import Page
from jixiao.cli.streams import CannotWrite
from jixiao.keeping import ReadingError, to_json
from jixiao.model import Difference
from jixiao.publishing import difference_html, difference_xlsx

DIFF_FORMATS = ("text", "json", "jsonl", "html", "xlsx")


def choose_diff_format(name: str, *, to_file: bool) -> Format[Difference]:
    """A form of output for a difference.

    Args:
        name: One of `DIFF_FORMATS`.
        to_file: Not on standard output.

    Raises:
        CannotWrite: A workbook is asked for on standard output.
    """
    if name == "html":
        return Format(".html", difference_html, nothing)
    if name == "xlsx":
        if not to_file:
            raise CannotWrite("xlsx 不能输出到屏幕；请用 -o 给一个文件名，例如 -o 差异.xlsx。")
        return Format(".xlsx", difference_xlsx, nothing)
    if name == "text":
        page = Page(for_terminal=not to_file)

        def shown(difference: Difference) -> bytes:
            page.take()
            show_difference(difference, page)
            return page.take()

        return Format(".txt", shown, nothing)
    pretty = name == "json"

    def encode(record: Difference | ReadingError) -> bytes:
        return to_json(record, pretty=pretty)

    return Format(f".{name}", encode, encode)
