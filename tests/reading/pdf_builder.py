"""PDF files written by hand, small enough to know every stroke of them."""

import zlib
from collections.abc import Sequence


class Page:
    """Content of one page in PDF points, origin bottom left; text is Latin, 10 points."""

    def __init__(self, width: int = 400, height: int = 300, rotate: int = 0) -> None:
        self.size = (width, height)
        self.rotate = rotate
        self.parts: list[str] = []

    def line(self, x0: float, y0: float, x1: float, y1: float, dash: str = "") -> "Page":
        self.parts.append(f"{dash} 0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def bar(self, x: float, y: float, width: float, height: float, grey: float = 0) -> "Page":
        self.parts.append(f"{grey} g {x} {y} {width} {height} re f 0 g")
        return self

    def text(self, x: float, y: float, words: str, size: float = 10, turn: str = "") -> "Page":
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        matrix = turn or "1 0 0 1"
        self.parts.append(f"BT /F {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET")
        return self

    def picture(self) -> "Page":
        width, height = self.size
        self.parts.append(f"q {width} 0 0 {height} 0 0 cm /I Do Q")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Page":
        for x in xs:
            self.line(x, min(ys), x, max(ys))
        for y in ys:
            self.line(min(xs), y, max(xs), y)
        return self


def pdf(*pages: Page, form: bool = False, plain: bool = False) -> bytes:
    """A file of these pages; ``form`` draws each through a form object, moved by (7, 5).

    ``plain`` leaves the streams as they are written.
    """
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    font = add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    image = add(
        _stream(
            b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
            b"\x80",
        )
    )
    kids = []
    for page in pages:
        width, height = page.size
        resources = f"/Resources<</Font<</F {font} 0 R>>/XObject<</I {image} 0 R>>>>"
        body = "\n".join(page.parts).encode()
        if form:
            box = f"/Type/XObject/Subtype/Form/BBox[0 0 {width} {height}]{resources}"
            inner = add(_stream(box.encode(), body, plain=plain))
            resources = f"/Resources<</XObject<</X {inner} 0 R>>>>"
            body = b"q 1 0 0 1 7 5 cm /X Do Q"
        content = add(_stream(b"", body, plain=plain))
        kids.append(
            add(
                f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {width} {height}]/Rotate {page.rotate}"
                f"{resources}/Contents {content} 0 R>>".encode()
            )
        )
    objects[catalog - 1] = f"<</Type/Catalog/Pages {tree} 0 R>>".encode()
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[tree - 1] = f"<</Type/Pages/Count {len(kids)}/Kids[{listed}]>>".encode()
    return _file(objects, f"/Root {catalog} 0 R")


def _stream(entries: bytes, body: bytes, *, plain: bool = False) -> bytes:
    packed = body if plain else zlib.compress(body)
    how = b"" if plain else b"/Filter/FlateDecode"
    return b"<<%s%s/Length %d>>stream\n%s\nendstream" % (entries, how, len(packed), packed)


def _file(objects: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
