"""The bytes of a PDF in; the text of its text layer and its title out.

Pages follow each other on a new line; lines that were broken to fit the page are joined, and words with them.
"""

from __future__ import annotations

import re
import threading

from foedus.text.document.decode import NotText
from foedus.text.wrapped import unwrapped

# PDFium keeps state of its own for the whole process.
_ONE_AT_A_TIME = threading.Lock()
_HYPHEN = "\ufffe"  # of PDFium, for one that stood at the end of a line
_SIGNS = str.maketrans({"\x02": _HYPHEN, "\x00": None})
_DIVIDED = re.compile(rf"(\w+){_HYPHEN}(\w+)")
_WORD = re.compile(r"\w+(?:-\w+)*")
SET_CLOSE = 15  # lines to a hyphen at the end of one, where words are divided to fill the lines


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
    pages: list[str] = []
    size = 0
    for number in range(len(pdf)):  # type: ignore[arg-type]
        page = pdf[number]  # type: ignore[index]
        layer = page.get_textpage()
        text = layer.get_text_range(errors="replace").translate(_SIGNS).replace("\r\n", "\n").strip("\n")
        layer.close()
        page.close()
        size += len(text)
        if size > limit:
            raise NotText(f"a PDF with more than {limit:,} characters of text")
        if text.strip():
            pages.append(text)
    if not pages:
        raise NotText("a PDF without a text layer (a scan)")
    return unwrapped(_undivided("\n".join(pages)))


def _undivided(text: str) -> str:
    r"""Return the text with its words whole that were divided at the end of a line.

    Whether a hyphen is the word's own is told by the same word elsewhere, else by how often a line ends with one.

    >>> _undivided("a govern\ufffement, as this government is")
    'a government, as this government is'
    >>> _undivided("a well\ufffeknown ally")
    'a well-known ally'
    """
    if _HYPHEN not in text:
        return text
    dividing = text.count(_HYPHEN) * SET_CLOSE > text.count("\n") + SET_CLOSE
    known = set(_WORD.findall(text))

    def whole(word: re.Match[str]) -> str:
        closed, hyphened = word[1] + word[2], f"{word[1]}-{word[2]}"
        drops = closed in known or (dividing and hyphened not in known and word[2][0].islower())
        return closed if drops else hyphened

    return _DIVIDED.sub(whole, text).replace(_HYPHEN, "-")


def _title(pdf: object) -> str | None:
    title = str(pdf.get_metadata_value("Title")).strip()  # type: ignore[attr-defined]
    # Word processors leave the name of the file there, which is no headline.
    return title if " " in title and not title.lower().startswith("microsoft ") else None
