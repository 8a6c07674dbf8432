"""Pages as other producers leave them: turned, or drawn through a form object."""

import io

import pypdfium2 as pdfium
from pypdfium2 import raw
from tests.documents.variants import Variant


def turned(content: bytes, variant: Variant) -> bytes:
    """The same document with turned pages, or with each page inside a form object."""
    if not variant.turn and not variant.form:
        return content
    source = pdfium.PdfDocument(content)
    document = _wrapped(source) if variant.form else source
    for page in document:
        page.set_rotation(page.get_rotation() + 90 * variant.turn)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _wrapped(source: pdfium.PdfDocument) -> pdfium.PdfDocument:
    made = pdfium.PdfDocument.new()
    for number in range(len(source)):
        width, height = source[number].get_size()
        page = made.new_page(width, height)
        captured = raw.FPDF_NewXObjectFromPage(made, source, number)
        form = raw.FPDF_NewFormObjectFromXObject(captured)
        raw.FPDF_CloseXObject(captured)
        raw.FPDFPage_InsertObject(page, form)
        page.gen_content()
    return made


def bound(*contents: bytes) -> bytes:
    """One document of the pages of several."""
    made = pdfium.PdfDocument.new()
    for content in contents:
        made.import_pages(pdfium.PdfDocument(content))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
