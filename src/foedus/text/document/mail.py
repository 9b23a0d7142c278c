"""The bytes of an e-mail, or of a page that a browser saved as one, in; its text with subject and day out."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Final

from foedus.text.document.decode import NotText, charset_of_page, decode
from foedus.text.document.page import Article, read_page

_STUB: Final = 200  # characters of a text that only says that the mail is a page, at most
_SAVED: Final = "Snapshot-Content-Location"


def read_mail(data: bytes, url: str | None = None) -> Article:
    """Return the text of an e-mail; raises NotText where it holds none."""
    mail = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    saved = _header(mail, _SAVED)
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
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
