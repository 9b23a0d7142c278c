"""The bytes of a PDF in; the text of its text layer and its title out.

Lines that were broken to fit the page are joined, and words with them; what runs over or under every page is left out,
and notes follow at the end.
"""

from __future__ import annotations

import threading

from foedus.text.document.decode import NotText
from foedus.text.document.layout import text_of
from foedus.text.document.lines import Line, lines

# PDFium keeps state of its own for the whole process.
_ONE_AT_A_TIME = threading.Lock()


def read_pdf(data: bytes, limit: int) -> tuple[str, str | None]:
    """Return text and title; raises NotText for a PDF locked, damaged, without text or over `limit`."""
    import pypdfium2  # type: ignore[import-untyped]

    with _ONE_AT_A_TIME:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower() or "security" in str(error).lower()
            raise NotText("a PDF locked by a password" if locked else "a damaged PDF") from None
        try:
            return _text(pdf, limit), _title(pdf)
        except pypdfium2.PdfiumError:
            raise NotText("a damaged PDF") from None
        finally:
            pdf.close()


def _text(pdf: object, limit: int) -> str:
    pages: list[list[Line]] = []
    size = 0
    for number in range(len(pdf)):  # type: ignore[arg-type]
        page = pdf[number]  # type: ignore[index]
        pages.append(lines(page, number + 1))
        page.close()
        size += sum(len(line.text) for line in pages[-1])
        if size > limit:
            raise NotText(f"a PDF with more than {limit:,} characters of text")
    if not size:
        raise NotText("a PDF without a text layer (a scan)")
    return text_of(pages)


def _title(pdf: object) -> str | None:
    title = str(pdf.get_metadata_value("Title")).strip()  # type: ignore[attr-defined]
    # Word processors leave the name of the file there, which is no headline.
    return title if " " in title and not title.lower().startswith("microsoft ") else None
