"""A URL in; the bytes behind it out, fetched without trusting the address.

Only http and https; only public addresses, checked after the name is resolved and then connected to as
checked, so that a name cannot change its mind in between; every redirect checked again; bounded in time and
size, also when the body is compressed. Nothing but the request itself is sent: no cookie, no referrer, no
credentials.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from foedus.addresses import is_public
from foedus.errors import FetchError
from foedus.model import Struct

LIMIT: Final = 10 * 1024 * 1024
REDIRECTS: Final = 5
_CHUNK: Final = 64 * 1024
_UNTOLD: Final = ("", "application/octet-stream", "binary/octet-stream")  # the content will tell
_REFUSED: Final = (401, 402, 403, 429)


class Wanted(Struct, frozen=True, kw_only=True):
    """What is looked for: its media types (none: any), them in words, and what to do where it cannot be had."""

    types: tuple[str, ...] = ()
    valid: str = ""
    advice: str = "save it from a browser and give the file"


class Stamp(Struct, frozen=True, kw_only=True):
    """By what a server tells one state of a page from another (RFC 9110, `ETag` and `Last-Modified`)."""

    etag: str | None = None
    modified: str | None = None


class Page(Struct, frozen=True, kw_only=True):
    """What a server answered: `url` after redirects, `charset` as its header names it.

    `unchanged`: the page is as it was at the stamp that was sent, and has no body here.
    """

    url: str
    body: bytes
    type: str
    charset: str | None = None
    stamp: Stamp = Stamp()
    unchanged: bool = False


class Patience(Struct, frozen=True, kw_only=True):
    """How long to wait, in seconds: for a connection, for each part of the answer, for all of it."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 40.0


class _Target(Struct, frozen=True, kw_only=True):
    """One address to ask, split as the request needs it."""

    url: str
    secure: bool
    host: str
    port: int
    path: str


class _Order(Struct, frozen=True, kw_only=True):
    """What was asked for, under which limits; `deadline` by the clock that never goes back."""

    url: str
    allow_private: bool
    limit: int
    patience: Patience
    wanted: Wanted
    since: Stamp | None
    deadline: float


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limit: int = LIMIT,
    patience: Patience | None = None,
    wanted: Wanted | None = None,
    since: Stamp | None = None,
) -> Page:
    """Return the page behind a URL; raises FetchError with one line that names the URL and the reason.

    `limit`: most bytes of the body, before and after decompression. `allow_private`: also addresses that are
    not public (a newsroom's own server, a test). `since`: ask only for a page that changed since that stamp.
    """
    patience, wanted = patience or Patience(), wanted or Wanted()
    order = _Order(
        url=url,
        allow_private=allow_private,
        limit=limit,
        patience=patience,
        wanted=wanted,
        since=since,
        deadline=time.monotonic() + patience.total,
    )
    asked = url
    for _ in range(REDIRECTS + 1):
        answer = _answered(_target(asked, url), order)
        if isinstance(answer, Page):
            return answer
        asked = answer
    raise _fault(url, f"redirects more than {REDIRECTS} times", wanted.advice)


def _answered(target: _Target, order: _Order) -> Page | str:
    url, advice = order.url, order.wanted.advice
    try:
        return _ask(target, order)
    except FetchError:
        raise
    except (TimeoutError, socket.timeout):  # noqa: UP041 - the same since 3.10, named for the reader
        raise _fault(url, "the server did not answer in time", f"try again later, or {advice}") from None
    except ssl.SSLCertVerificationError as error:
        raise _fault(url, f"its certificate is not trusted ({error.verify_message})", advice) from None
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        why = f"cannot be fetched ({_reason(error)})"
        raise _fault(url, why, f"check the address, or {advice}") from None


def _fault(url: str, why: str, valid: str) -> FetchError:
    return FetchError(f"{_shown(url)}: {why}; {valid}")


def _shown(url: str) -> str:
    line = "".join(c if c.isprintable() else "?" for c in url)
    return line if len(line) <= 200 else line[:197] + "..."


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join((text or type(error).__name__).split())[:120]


def _target(asked: str, url: str) -> _Target:
    valid = "valid are addresses like https://example.org/report"
    if re.search(r"[\x00-\x20\x7f\\]", asked):
        raise _fault(url, "holds a space, a backslash or a control character", valid)
    try:
        parts = urlsplit(asked)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise _fault(url, f"is not a valid address ({_reason(error)})", valid) from None
    if scheme not in ("http", "https"):
        via = "" if asked == url else "redirects to "
        raise _fault(url, f"{via}the scheme {scheme!r}, which is not fetched", "valid are http and https")
    if not host:
        raise _fault(url, "names no host", valid)
    if "@" in parts.netloc:
        raise _fault(url, "carries a user name or password", valid)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|")
    secure = scheme == "https"
    return _Target(
        url=asked.partition("#")[0], secure=secure, host=host, port=port or (443 if secure else 80), path=path
    )


def _resolve(target: _Target, order: _Order) -> list[str]:
    """Return the addresses of a host that may be asked.

    The system's resolver knows no time limit, so it runs in a thread that is left behind.
    """
    url, wait = order.url, min(order.patience.connect, order.deadline - time.monotonic())
    found: list[str] = []
    faults: list[OSError] = []

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(entry[4][0]) for entry in entries))
        except (OSError, UnicodeError) as error:
            faults.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(wait, 0.0))
    if thread.is_alive():
        raise TimeoutError
    if faults:
        raise _fault(
            url, f"the host {target.host!r} is not known ({_reason(faults[0])})", "check the address"
        )
    allowed = found if order.allow_private else [address for address in found if is_public(address)]
    if not allowed:
        where = "" if target.url == url.partition("#")[0] else f"redirects to {_shown(target.url)}, which "
        why = f"{where}leads to the private address {', '.join(found) or 'of no kind'}"
        raise _fault(url, why, "only public addresses are fetched, unless --allow-private is given")
    return allowed


class _Line:
    """One connection, cut when the deadline passes however slowly the other side trickles."""

    def __init__(self, deadline: float) -> None:
        self.expired = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(deadline - time.monotonic(), 0.01), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def hold(self, sock: socket.socket) -> None:
        self._socket = sock
        if self.expired:
            self._cut()

    def _cut(self) -> None:
        self.expired = True
        if self._socket is not None:
            # The plain socket under TLS: its layer must not answer, only end.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        self._timer.cancel()
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.close()


def _connect(target: _Target, addresses: list[str], order: _Order, line: _Line) -> socket.socket:
    fault: OSError | None = None
    for address in addresses:
        wait = min(order.patience.connect, order.deadline - time.monotonic())
        if wait <= 0:
            raise TimeoutError
        try:
            sock = socket.create_connection((address, target.port), timeout=wait)
        except OSError as error:
            fault = error
            continue
        line.hold(sock)
        sock.settimeout(order.patience.read)
        if target.secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
            line.hold(sock)
        return sock
    raise fault or OSError("no address")


def _ask(target: _Target, order: _Order) -> Page | str:
    """Return the page, or the address it redirects to."""
    addresses = _resolve(target, order)
    line = _Line(order.deadline)
    try:
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = _connect(target, addresses, order, line)
        connection.request("GET", target.path, headers=_headers(target, order))
        with connection.getresponse() as response:
            return _answer(target, order, response)
    except (OSError, http.client.HTTPException, ValueError, zlib.error):
        if line.expired:
            raise TimeoutError from None
        raise
    finally:
        expired = line.expired
        line.close()
        if expired:
            raise TimeoutError


def _headers(target: _Target, order: _Order) -> dict[str, str]:
    from importlib.metadata import version

    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = 443 if target.secure else 80
    since = order.since or Stamp()
    conditions = {"If-None-Match": since.etag, "If-Modified-Since": since.modified}
    return {
        "Host": host if target.port == usual else f"{host}:{target.port}",
        "User-Agent": f"foedus/{version('foedus')}",
        "Accept": ", ".join([*order.wanted.types, "*/*;q=0.1" if order.wanted.types else "*/*"]),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **{name: value for name, value in conditions.items() if value},
    }


def _answer(target: _Target, order: _Order, response: http.client.HTTPResponse) -> Page | str:
    url, wanted = order.url, order.wanted
    if response.status in (301, 302, 303, 307, 308):
        return _moved(target, order, response)
    if response.status == 304 and order.since:
        return Page(url=target.url, body=b"", type="", stamp=order.since, unchanged=True)
    if response.status != 200:
        why = f"the server answered {response.status} {_reason(Exception(response.reason))}".rstrip()
        raise _fault(url, why, wanted.advice if response.status in _REFUSED else _elsewhere(response.status))
    kind = response.headers.get_content_type() if "Content-Type" in response.headers else ""
    if wanted.types and kind not in wanted.types and kind not in _UNTOLD:
        raise _fault(url, f"holds {kind}", wanted.valid)
    return Page(
        url=target.url,
        body=_body(order, response),
        type=kind,
        charset=response.headers.get_content_charset(),
        stamp=Stamp(
            etag=_plain(response.headers.get("ETag")), modified=_plain(response.headers.get("Last-Modified"))
        ),
    )


def _elsewhere(status: int) -> str:
    return "try again later" if status >= 500 else "check the address"


def _plain(header: str | None) -> str | None:
    """A header that can be sent back as it came; None where it is none."""
    return header if header and header.isascii() and header.isprintable() and len(header) < 1000 else None


def _moved(target: _Target, order: _Order, response: http.client.HTTPResponse) -> str:
    location = response.headers.get("Location")
    if not location:
        raise _fault(order.url, "redirects without saying where to", order.wanted.advice)
    # Servers write raw UTF-8 there, which the header parser hands over as Latin-1.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    return urljoin(target.url, location.strip())


def _body(order: _Order, response: http.client.HTTPResponse) -> bytes:
    limit, advice = order.limit, order.wanted.advice
    too_large = _fault(order.url, f"is larger than {limit:,} bytes", advice)
    said = response.headers.get("Content-Length", "")
    if said.isdigit() and int(said[:20]) > limit:
        raise too_large
    unpack = _unpacker(order, response.headers.get("Content-Encoding", ""))
    body = bytearray()
    received = 0
    while chunk := response.read1(_CHUNK):
        received += len(chunk)
        body += unpack(chunk)
        if received > limit or len(body) > limit:
            raise too_large
    if response.length:
        raise _fault(order.url, "the answer ended too early", f"try again later, or {advice}")
    return bytes(body)


def _unpacker(order: _Order, coding: str) -> Callable[[bytes], bytes]:
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return bytes
    if coding in ("gzip", "x-gzip", "deflate"):
        # 32 + 15: zlib tells gzip from zlib by the header.
        machine = zlib.decompressobj(32 + zlib.MAX_WBITS)
        # One byte over the limit per part is enough to know; what is left in the machine is never made.
        return lambda chunk: machine.decompress(chunk, order.limit + 1)
    raise _fault(order.url, f"is compressed as {coding[:20]!r}, which was not asked for", order.wanted.advice)
