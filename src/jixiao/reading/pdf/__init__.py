"""Reader for PDF files with text: ruled and unruled tables, and the text around them.

The bytes are read by pdfium, native code, in a child process with limits; see `worker` for what the
child does and `grids` for how cells are found.
"""

from collections.abc import Iterator

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.reading.isolation.children import ChildDied, Refusal, borrowed, prepare
from jixiao.reading.pdf.assemble import assemble
from jixiao.reading.pdf.columns import Columns
from jixiao.reading.pdf.messages import PageDraft
from jixiao.reading.pdf.schedule import SERVICE, Alone, Shared, open_file
from jixiao.reading.watching import told

_MAGIC = b"%PDF-"
_HEAD = 1024  # readers allow this much before the magic
_LARGEST = 1 << 30
_MOST_PAGES = 5_000
_MOST_CHARACTERS = 40_000_000
_NAMELESS, _MOST_NAMELESS = "\ufffd", 0.3
_OPENING = 60.0  # seconds
_CHUNK = 5  # pages asked for at a time, and fewer at the end, where one process would wait
_READING = 90.0  # seconds for these
_WORTH_TWO = 100  # pages from which a second process pays
_WORTH_COPY = 20  # pages from which it pays if it need not start
_MOST_FIRST = 10  # pages that one process reads before there are two: what it then knows is shared
_LIKELY_TWO = 2_000_000  # bytes that are likely as many pages


class PdfReader:
    """Reader for PDF files that hold text."""

    name = "pdf"
    selects = frozenset({"pages"})

    def __init__(self, processes: int = 2) -> None:
        self._processes = processes

    def accepts(self, document: Document) -> bool:
        """Whether the PDF magic stands near the start of the bytes."""
        return _MAGIC in document.content[:_HEAD]

    def read(self, document: Document) -> RawDocument:
        """One raw table a page; cells with page, box, and the boxes of their lines.

        Raises:
            UnreadableDocument: It is encrypted, damaged, beyond the limits, or a scan.
        """
        if len(document.content) > _LARGEST:
            raise UnreadableDocument(
                document.name, "文件超过 1 GiB，无法一次读取。", "请拆成几个文件。"
            )
        try:
            raw = assemble(document, self.name, self._pages(document))
        except ChildDied as error:
            raise _died(document, too_slow=error.too_slow) from None
        except Refusal as error:
            raise UnreadableDocument(document.name, error.problem, error.advice) from None
        if not raw.text:
            pictures = any(note.kind == "page_is_picture" for note in raw.notes)
            raise UnreadableDocument(
                document.name,
                "这个 PDF 没有文字，只有图片，是扫描件。" if pictures else "这个 PDF 里没有文字。",
                "请先做文字识别（OCR），再读取识别得到的文件。"
                if pictures
                else "请核对文件；如果文字已转成图形，请先做文字识别（OCR）。",
            )
        if raw.text.count(_NAMELESS) > len(raw.text) * _MOST_NAMELESS:
            raise UnreadableDocument(
                document.name,
                "这个 PDF 的字体没有说明字形是什么字，文字读不出来。",
                "请换用原件或重新导出 PDF，或者先做文字识别（OCR）再读取。",
            )
        return raw

    def _pages(self, document: Document) -> Iterator[PageDraft]:
        with borrowed() as child:
            if self._processes > 1 and len(document.content) > _LIKELY_TWO:
                prepare(SERVICE)
            numbers = _chosen(document, open_file(child, document.content, _OPENING))
            first = min(_MOST_FIRST, 1 + len(numbers) // 40)
            chunks = list(_chunks(numbers, first, self._processes))
            found: Alone | Shared = Alone(child, chunks, _READING)
            if len(numbers) >= _WORTH_TWO:
                child.retire()
            worth = _WORTH_COPY if child.can_copy else _WORTH_TWO
            if self._processes > 1 and len(numbers) >= worth:
                found = Shared(child, document.content, chunks, _READING, self._processes)
            columns = Columns(found.again)
            characters = 0
            for page in map(columns.settle, told(found.pages(), len(numbers))):
                characters += sum(len(cell[0]) for row in page.rows for cell in row)
                if characters > _MOST_CHARACTERS:
                    raise UnreadableDocument(
                        document.name,
                        "文字超过 4000 万字，无法一次读取。",
                        "请用 --pages 分批读取。",
                    )
                yield page


def _chosen(document: Document, count: int) -> list[int]:
    numbers = [n for n in range(count) if document.selection.has_page(n + 1)]
    if not numbers:
        pages = document.selection.printed_pages()
        raise UnreadableDocument(
            document.name, f"这个 PDF 只有 {count} 页，没有第 {pages} 页。", "请核对页码。"
        )
    if len(numbers) > _MOST_PAGES:
        raise UnreadableDocument(
            document.name,
            f"这个 PDF 要读 {len(numbers)} 页，一次最多读 {_MOST_PAGES} 页。",
            "请用 --pages 指定表格所在的页，例如 --pages 1-500。",
        )
    return numbers


def _chunks(numbers: list[int], first: int, processes: int) -> Iterator[list[int]]:
    yield numbers[:first]
    while first < len(numbers):
        size = max(1, min(_CHUNK, (len(numbers) - first) // (2 * processes)))
        yield numbers[first : first + size]
        first += size


def _died(document: Document, *, too_slow: bool) -> UnreadableDocument:
    if too_slow:
        problem = "读取 PDF 超过时限，已停止。"
        advice = "请用 --pages 分批读取，或重新导出这个文件。"
    else:
        problem = "读取 PDF 的子进程中途退出：文件可能已损坏，或需要的内存超出限度。"
        advice = "请重新导出或打印为 PDF 再试。"
    return UnreadableDocument(document.name, problem, advice)
