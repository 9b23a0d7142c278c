"""The bytes of an e-mail, or of a page that a browser saved as one, in; its text with subject and day out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Final

from foedus.text.document.decode import NotText, charset_of_page, decode
from foedus.text.document.page import Article, read_page

_STUB: Final = 200  # characters of a text that only says that the mail is a page, at most
_LONGEST: Final = 8000  # bytes of a header
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_FOLDED: Final = re.compile(rb"\r?\n(?![ \t])")  # between headers: what is indented goes on
_OF_PART: Final = re.compile(rb"(?mi)^content-[a-z-]{1,40}:[^\n]*+(?:\n[ \t][^\n]*+)*+")
_SAVED: Final = "Snapshot-Content-Location"


def read_mail(data: bytes, url: str | None = None) -> Article:
    """Return the text of an e-mail; raises NotText where it holds none, or is made as no program makes one."""
    if any(len(header) > _LONGEST for header in _headers(data)):
        raise NotText(f"an e-mail with a header of more than {_LONGEST:,} bytes")
    try:
        mail = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    except RecursionError:
        raise NotText("an e-mail with parts within parts without end") from None
    saved = _header(mail, _SAVED)
    text = _told(plain) if isinstance(plain, EmailMessage) else ""
    if isinstance(page, EmailMessage) and len(text.strip()) < _STUB:
        found = read_page(_told(page), saved or url)
        if saved:
            return found
        return Article(
            text=found.text,
            title=_header(mail, "Subject") or found.title,
            published=_day(mail) or found.published,
            lang=found.lang,
        )
    if not text.strip():
        raise NotText("an e-mail without a text")
    return Article(text=text, title=_header(mail, "Subject"), published=_day(mail))


def _headers(data: bytes) -> Iterator[bytes]:
    """Yield the headers of an e-mail, and what may be those of its parts: parsing them takes more than their length."""
    head = _END_OF_HEAD.split(data, maxsplit=1)[0]
    yield from _FOLDED.split(head)
    for found in _OF_PART.finditer(data, len(head)):
        yield found[0]


def _told(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, part.get_content_charset() or charset_of_page(data))


def _header(mail: EmailMessage, name: str) -> str | None:
    with suppress(
        ValueError, LookupError, IndexError, TypeError, AttributeError
    ):  # of headers that are damaged
        return " ".join(str(mail[name] or "").split()) or None
    return None


def _day(mail: EmailMessage) -> dt.date | None:
    with suppress(ValueError, TypeError, IndexError, AttributeError, OverflowError):
        return parsedate_to_datetime(str(mail["Date"])).date()
    return None
