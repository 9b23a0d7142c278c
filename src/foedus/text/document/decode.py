"""Bytes of a file in; what kind of thing they are, and the text they hold, out.

The content decides, then the suffix: a picture named `.txt` is a picture. Text is decoded by, in this order:
its byte order mark; the character set its server or page names; UTF-16 without a mark (every second byte
nought); UTF-8; UTF-8 with a few damaged bytes; ISO 8859-15 where only that reading gives a euro sign;
Windows-1252, of which Latin-1 is the part that press texts use. No character is normalised and line ends stay
as they are; only the byte order mark is taken off.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, Literal

Kind = Literal["text", "markdown", "html", "pdf", "word", "opendocument", "mail", "jsonl"]

VALID: Final = (
    "valid are plain text, Markdown, HTML, PDF with a text layer, Word (.docx), OpenDocument text, e-mails (.eml) and "
    "JSON Lines"
)

_SUFFIXES: Final[dict[str, Kind]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x1aE\xdf\xa3", "a Matroska film"),
    (b"%!PS", "a PostScript document"),
)

_ZIPPED: Final[tuple[tuple[bytes, str], ...]] = (
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub", "an EPUB book"),
)

_BOMS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Each comment is taken whole and never given back, or a row of them would be tried in every grouping.
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?><!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(r"\s*+<\?xml\b")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
# The head of an e-mail, or of a page that a browser saved as one: lines of headers, one of which no writer types.
_HEADER = r"[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+"
_MAIL = re.compile(rf"(?:{_HEADER})*?(?:MIME-Version|Message-ID|Received|Return-Path|DKIM-Signature):", re.I)
_WORD: Final = b"word/document.xml"
_OPEN_TEXT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
# Characters that no writer types: every control but tab, line ends, form feed and escape.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_CONTROL_SHARE = 0.01


class NotText(ValueError):  # noqa: N818 - it reads as a sentence
    """The bytes are not a text; its message says what they are ("a JPEG picture")."""


def sniff(data: bytes, suffix: str = "") -> Kind:
    """Return the kind of a report from its first bytes, then its suffix; raises NotText for what is no text.

    >>> sniff(b"%PDF-1.7 ..."), sniff(b"<!DOCTYPE html><p>"), sniff(b"# Titre", ".md"), sniff(b"2 %", ".xyz")
    ('pdf', 'html', 'markdown', 'text')
    """
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:5] == b"%PDF-":
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if _OPEN_TEXT in data[:200]:
            return "opendocument"
        if _WORD in data[:4096] or _WORD in data[-65536:]:
            return "word"
    if name := _foreign(data):
        raise NotText(name)
    head = decode(data[:4096], whole=len(data) <= 4096)
    suffix = suffix.lower()
    if _PAGE.match(head):
        return "html"
    if _MAIL.match(head):
        return "mail"
    if _XML.match(head) and suffix not in (".html", ".xhtml", ".htm"):
        raise NotText("an XML file")
    return _SUFFIXES.get(suffix, "text")


def _foreign(data: bytes) -> str | None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(b"PK\x03\x04"):
        return next(
            (name for part, name in _ZIPPED if part in data[:4096] or part in data[-65536:]), "a ZIP archive"
        )
    if data[:4] == b"RIFF":
        return "a WebP picture" if data[8:12] == b"WEBP" else "a recording"
    if data[4:8] == b"ftyp":
        return "a HEIC or AVIF picture" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "a film"
    return None


def decode(data: bytes, charset: str | None = None, *, whole: bool = True) -> str:
    """Return the text that the bytes hold; raises NotText where they are no text in any character set.

    `charset`: what a server or a page says of it; believed where it fits. `whole` is False for the first
    bytes of a longer file, whose last character may be cut.

    >>> decode("à 2 %".encode("utf-16")), decode("à 2 €".encode("cp1252")), decode(b"20 milliards d'\\xa4")
    ('à 2 %', 'à 2 €', "20 milliards d'€")
    """
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return _plain(data[len(bom) :].decode(marked, "replace"))
    if charset and (text := _strict(data, charset, whole)) is not None and "\x00" not in text:
        return _plain(text)
    if name := _unmarked_utf16(data):
        return _plain(data.decode(name, "replace"))
    if b"\x00" in data:
        raise NotText("a binary file")
    if (text := _strict(data, "utf-8", whole)) is not None:
        return _plain(text)
    if _is_damaged_utf8(data):
        return _plain(data.decode("utf-8", "replace"))
    return _plain(_single_byte(data))


def charset_of_page(data: bytes) -> str | None:
    """Return the character set that the head of an HTML page names."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _strict(data: bytes, charset: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(charset)("strict").decode(data, whole)
    except (LookupError, ValueError, TypeError, AttributeError):
        return None  # an unknown name, or bytes that are not in it


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[: 1 << 16]
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4:
        return None
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 with a few faults: many well-formed sequences, few broken."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    formed = len(
        re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data)
    )
    return formed >= 4 * broken


def _single_byte(data: bytes) -> str:
    # The byte A4 is the euro in ISO 8859-15 and a sign nobody writes in the others.
    if b"\xa4" in data and not re.search(rb"[\x80-\x9f]", data):
        return data.decode("iso8859-15")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _plain(text: str) -> str:
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if "\x00" in text or controls > _CONTROL_SHARE * len(text) or _broken(text) > 0.1 * len(text):
        raise NotText("a binary file")
    return text


def _broken(text: str) -> int:
    return text.count("\ufffd") + len(re.findall("[\x80-\x84\x86-\x9f]", text))
