"""A file, page, stream or claim in; a `Document` with its text exactly as given out.

No character of a text is changed: line ends, spaces and accents stay, so that offsets count in what was
given. Of an HTML page the text is its article, of a PDF its text layer, without the line ends that only fit it;
of Word, OpenDocument and an e-mail what is written in them.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import msgspec

from foedus.errors import DocumentError, FetchError
from foedus.lang import codes, words
from foedus.model import Document, Doubt, Span, Struct, digest
from foedus.text.document.decode import VALID, Kind, NotText, charset_of_page, decode, sniff
from foedus.text.document.language import UNKNOWN, detect_language, name

if TYPE_CHECKING:
    from foedus.text.document.page import Article

LIMIT: Final = 64 * 1024 * 1024
STDIN: Final = "-"
_TYPES: Final = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
# The years a report may be of: what is told from its day ("ten years ago") must have a year of four digits too.
YEARS: Final = range(1900, 2200)
_RECORD_VALID: Final = (
    'valid is one object a line with "text" and, where known, id, published, publisher, title, lang, url'
)


class Details(Struct, frozen=True, kw_only=True):
    """What is known of a report beside its text."""

    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    lang: str | None = None
    url: str | None = None

    def over(self, other: Details) -> Details:
        """Return these details, with gaps filled from the other ones."""
        return Details(
            **{
                f: v if (v := getattr(self, f)) is not None else getattr(other, f)
                for f in self.__struct_fields__
            }
        )


def load(
    place: str | Path,
    given: Details | None = None,
    *,
    allow_private: bool = False,
    limit: int = LIMIT,
    stdin: IO[bytes] | None = None,
) -> Document:
    """Return the report at a path, at a URL, or for `-` on standard input.

    `given` goes before what the report says of itself. `limit`: most bytes read, most characters of a PDF.
    Raises DocumentError with one line that names the place, what is wrong and what would be valid.
    """
    given = given or Details()
    if str(place) == STDIN:
        stream = stdin or sys.stdin.buffer
        return from_bytes(_bounded(stream, "standard input", limit), "standard input", given, limit=limit)
    if re.match(r"[a-z][a-z0-9+.-]+://", str(place), re.I):
        return _fetched(str(place), given, allow_private, limit)
    with open_file(place) as file:
        data = _bounded(file, str(place), limit)
    return from_bytes(data, str(place), given, suffix=Path(place).suffix, limit=limit)


def open_file(place: str | Path) -> IO[bytes]:
    """Open a report's file; raises DocumentError for one that is missing, a folder or closed to us."""
    try:
        path = Path(place)
        if path.is_dir():
            raise DocumentError(
                f"{shown(place)}: is a folder; valid is one file, a URL or - for standard input"
            )
        return path.open("rb")
    except FileNotFoundError:
        raise DocumentError(
            f"{shown(place)}: no such file; valid is a file, a URL or - for standard input"
        ) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise DocumentError(f"{shown(place)}: cannot be opened ({why}); valid is a readable file") from None


def from_bytes(
    data: bytes,
    place: str,
    given: Details | None = None,
    *,
    suffix: str = "",
    charset: str | None = None,
    limit: int = LIMIT,
) -> Document:
    """Return the report that bytes hold; `place` names it in errors, `suffix` and `charset` are hints."""
    given = given or Details()
    try:
        kind = sniff(data, suffix)
        if not data.strip():
            raise DocumentError(f"{shown(place)}: is empty; {VALID}")
        if kind == "jsonl":
            raise DocumentError(f"{shown(place)}: holds JSON Lines; valid here is a single report")
        text, found = _READERS[kind](data, charset, given.url, limit)
    except NotText as error:
        raise DocumentError(f"{shown(place)}: is {error}; {VALID}") from None
    if not text.strip():
        raise DocumentError(f"{shown(place)}: is empty; {VALID}")
    return _document(text, given.over(found), guess=given.lang is None)


def from_text(text: str, given: Details | None = None, *, id: str | None = None) -> Document:
    """Return a report from its text, a claim for one.

    >>> from_text("La France est à 2 %").lang
    'fr'
    """
    given = given or Details()
    if _has_surrogates(text):
        text = re.sub("[\ud800-\udfff]", "\ufffd", text)  # half a character cannot be written down again
    return _document(text, given, guess=given.lang is None, id=id)


# --- kinds --------------------------------------------------------------------------------------------------

_Reader = Callable[[bytes, str | None, str | None, int], tuple[str, Details]]


def _read_text(data: bytes, charset: str | None, url: str | None, limit: int) -> tuple[str, Details]:
    text = decode(data, charset)
    return text, Details(title=_headline(text))


def _read_markdown(data: bytes, charset: str | None, url: str | None, limit: int) -> tuple[str, Details]:
    text = decode(data, charset)
    return text, _front_matter(text).over(Details(title=_heading(text)))


def _read_html(data: bytes, charset: str | None, url: str | None, limit: int) -> tuple[str, Details]:
    from foedus.text.document.page import read_page

    article = read_page(decode(data, charset or charset_of_page(data)), url)
    return article.text, _details(article)


def _details(article: Article) -> Details:
    return Details(**{field: getattr(article, field) for field in Details.__struct_fields__})


def _read_pdf(data: bytes, charset: str | None, url: str | None, limit: int) -> tuple[str, Details]:
    from foedus.text.document.pdf import read_pdf

    text, title = read_pdf(data, limit)
    return text, Details(title=title)


def _read_office(kind: Kind) -> _Reader:
    def read(data: bytes, charset: str | None, url: str | None, limit: int) -> tuple[str, Details]:
        from foedus.text.document.office import read_office

        text, title = read_office(data, kind, limit)
        return text, Details(title=_headline(text) or title)

    return read


def _read_mail(data: bytes, charset: str | None, url: str | None, limit: int) -> tuple[str, Details]:
    from foedus.text.document.mail import read_mail

    mail = read_mail(data, url)
    return mail.text, _details(mail)


_READERS: Final[dict[Kind, _Reader]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "html": _read_html,
    "pdf": _read_pdf,
    "word": _read_office("word"),
    "opendocument": _read_office("opendocument"),
    "mail": _read_mail,
}


def _headline(text: str) -> str | None:
    """Return the first line of a plain text where it stands alone like a headline."""
    lines = text[:2000].lstrip().splitlines()
    if len(lines) < 3 or lines[1].strip():
        return None
    line = lines[0].strip()
    return line if 2 < len(line) <= 200 and line[-1] not in ".:;,…" else None


def _heading(text: str) -> str | None:
    """Return the first heading of a Markdown text."""
    lines = (line for line in text[:5000].splitlines() if line.startswith(("# ", "#\t")))
    return next(lines, "").strip("# \t") or None


def _front_matter(text: str) -> Details:
    """Read `title: …` lines between two `---` at the head of a Markdown text."""
    first, *lines = text[:5000].splitlines() or [""]
    marks = [n for n, line in enumerate(lines) if line.rstrip() == "---"]
    if first.rstrip() != "---" or not marks:
        return Details()
    pairs = {}
    for line in lines[: marks[0]]:
        key, _, value = line.partition(":")
        pairs[key.strip().lower()] = value.strip().strip("\"'")
    return Details(
        title=pairs.get("title"),
        publisher=pairs.get("publisher"),
        published=_day(pairs.get("published") or pairs.get("date")),
        lang=pairs.get("lang") or pairs.get("language"),
        url=pairs.get("url"),
    )


# --- the document -------------------------------------------------------------------------------------------


def _document(text: str, details: Details, *, guess: bool, id: str | None = None) -> Document:
    """Make the record; the language found in a page's markup yields to the one its words show."""
    lang = _code(details.lang)
    if guess:
        seen = detect_language(text)
        lang = seen if seen != UNKNOWN else lang
    return Document(
        id=id or digest("document", details.url, details.publisher, details.published, text),
        text=text,
        title=details.title or None,
        publisher=details.publisher or None,
        published=details.published,
        lang=lang,
        url=details.url,
    )


def _code(lang: str | None) -> str | None:
    """Return the language of a BCP 47 tag.

    >>> _code("fr-FR"), _code("EN_gb"), _code("")
    ('fr', 'en', None)
    """
    return re.split("[-_]", lang.strip().lower())[0] or None if lang else None


def _day(written: str | None) -> dt.date | None:
    """Return the day written, None for what is none or lies too far off to count from.

    >>> _day("2025-04-03T10:00:00Z"), _day("0001-01-01"), _day("soon")
    (datetime.date(2025, 4, 3), None, None)
    """
    try:
        day = dt.date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _fetched(url: str, given: Details, allow_private: bool, limit: int) -> Document:
    from foedus.fetch import LIMIT as MOST
    from foedus.fetch import Wanted, fetch

    wanted = Wanted(
        types=_TYPES,
        valid="valid are an HTML page, plain text, Markdown and PDF",
        advice="save the page from a browser and give the file",
    )
    try:
        page = fetch(url, allow_private=allow_private, limit=min(limit, MOST), wanted=wanted)
    except FetchError as fault:
        raise DocumentError(str(fault)) from None
    suffix = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md"}.get(
        page.type, ""
    )
    details = given.over(Details(url=page.url))
    return from_bytes(page.body, url, details, suffix=suffix, charset=page.charset, limit=limit)


def _bounded(stream: IO[bytes], place: str, limit: int) -> bytes:
    try:
        data = stream.read(limit + 1)
    except OSError as error:
        raise DocumentError(
            f"{shown(place)}: cannot be read ({error.strerror}); valid is a readable file"
        ) from None
    if len(data) > limit:
        raise DocumentError(f"{shown(place)}: is larger than {limit:,} bytes; split it into single reports")
    return data


def shown(place: str | Path) -> str:
    """Return a place as it can be printed on one line anywhere."""
    raw = os.fsencode(str(place)).decode("utf-8", "replace") if _has_surrogates(str(place)) else str(place)
    line = "".join(c if c.isprintable() else "?" for c in raw)
    return line if len(line) <= 300 else line[:297] + "..."


def _has_surrogates(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None


# --- JSON Lines ---------------------------------------------------------------------------------------------


class _Record(Struct, frozen=True, kw_only=True):
    text: str
    id: str | int | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    lang: str | None = None
    url: str | None = None


_RECORDS = msgspec.json.Decoder(_Record)


def documents(
    stream: IO[bytes],
    given: Details | None = None,
    *,
    place: str = "standard input",
    limit: int = LIMIT,
    on_fault: Callable[[DocumentError], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents of a JSON Lines stream in order, each as soon as its line is read.

    A bad line goes to `on_fault` as a DocumentError that names its number, and the next one is read; without
    `on_fault` it is raised. `given` fills what a line does not say. `limit`: most bytes of one line.
    """
    for number, line in enumerate(_lines(stream, limit), 1):
        if line is not None and not line.strip():
            continue
        try:
            yield _record(line, given or Details(), limit)
        except (ValueError, RecursionError) as error:
            fault = DocumentError(f"{shown(place)}: line {number}: {error}; {_RECORD_VALID}")
            if on_fault is None:
                raise fault from None
            on_fault(fault)


def _lines(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """Yield lines, None in the place of one that is longer than the limit."""
    first = True
    while line := stream.readline(limit + 1):
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


def _record(line: bytes | None, given: Details, limit: int) -> Document:
    if line is None:
        raise ValueError(f"is longer than {limit:,} bytes")
    record = _RECORDS.decode(line)
    published = _day(record.published)
    if record.published and published is None:
        raise ValueError(f"published {record.published[:40]!r} is no day like 2025-04-03")
    said = Details(
        title=record.title, publisher=record.publisher, published=published, lang=record.lang, url=record.url
    )
    details = said.over(given)
    return from_text(record.text, details, id=None if record.id is None else str(record.id))


# --- what stays unclear -------------------------------------------------------------------------------------


def can_be_read(document: Document) -> bool:
    """Say whether a report holds text in a language that foedus reads.

    >>> can_be_read(from_text("La France est à 2 %")), can_be_read(from_text("Polska wydaje 2 proc. PKB na obronę"))
    (True, False)
    """
    return document.lang in codes() and bool(document.text.strip())


def doubts(document: Document) -> list[Doubt]:
    """Return what keeps a report from being read or dated: no-text, no-rules, no-language, no-date."""
    if not document.text.strip():
        return [_doubt("no-text")]
    if document.lang is None or document.lang == UNKNOWN:
        return [_doubt("no-language")]
    if document.lang not in codes():
        return [_doubt("no-rules", document.lang)]
    return [_doubt("no-date")] if document.published is None else []


def _doubt(code: str, lang: str | None = None) -> Doubt:
    messages = {
        answer: str(words(answer, "document")["doubts"][code]).format(
            lang=name(lang or UNKNOWN, answer), reads=", ".join(codes())
        )
        for answer in codes()
        if code in words(answer, "document").get("doubts", {})
    }
    return Doubt(span=Span(start=0, end=0), code=code, message=messages)
