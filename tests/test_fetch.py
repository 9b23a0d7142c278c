"""What is fetched from a URL, and what is refused; only servers of this machine are asked."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from typing import ClassVar

import pytest
from bad_server import Pages, served

from foedus import fetch as room
from foedus.addresses import is_public
from foedus.errors import DocumentError, FetchError
from foedus.fetch import Page, Patience, Stamp, Wanted, fetch
from foedus.text.document import load

BODY = "<!doctype html><html lang='fr'><head><title>Titre du jour</title></head><body><article>" + (
    "<p>La France consacre 2 % de son PIB à la défense, a dit le ministre.</p>" * 4
)


class Site(Pages):
    """A site with every bad habit."""

    seen: ClassVar[list[dict[str, str]]] = []
    standard: ClassVar[dict[str, str]] = {"Content_Type": "text/html; charset=utf-8"}

    def page_good(self) -> None:
        self.answer(body=BODY.encode())

    def page_latin(self) -> None:
        self.answer(
            body="Le ministre a chiffré l'effort".encode("latin-1"),
            Content_Type="text/plain; charset=iso-8859-1",
        )

    def page_packed(self) -> None:
        self.answer(body=gzip.compress(BODY.encode()), Content_Encoding="gzip")

    def page_bomb(self) -> None:
        self.answer(body=gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")

    def page_brotli(self) -> None:
        self.answer(body=b"x", Content_Encoding="br")

    def page_broken(self) -> None:
        self.answer(body=b"not gzip at all", Content_Encoding="gzip")

    def page_picture(self) -> None:
        self.answer(body=b"\xff\xd8\xff", Content_Type="image/jpeg")

    def page_disguised(self) -> None:
        self.answer(body=b"\xff\xd8\xff\xe0")

    def page_stamped(self) -> None:
        known = self.headers.get("If-None-Match") == '"a"' or "If-Modified-Since" in self.headers
        stamps = {"ETag": '"a"', "Last_Modified": "Mon, 28 Apr 2025 08:00:00 GMT"}
        self.answer(304 if known else 200, b"" if known else BODY.encode(), **stamps)

    def page_unasked(self) -> None:
        self.answer(304)

    def page_failing(self) -> None:
        self.answer(503)

    def page_moved(self) -> None:
        self.answer(302, Location="/good?é=1#part")

    def page_nowhere(self) -> None:
        self.answer(301)

    def page_large(self) -> None:
        self.answer(body=b"x", Content_Length="99999999999")

    def page_short(self) -> None:
        self.answer(body=b"x", Content_Length="500")

    def page_silent(self) -> None:
        time.sleep(2)

    def page_dripping(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _ in range(100):
            self.wfile.write(b"X-A: b\r\n")
            time.sleep(0.05)

    def page_noise(self) -> None:
        self.wfile.write(b"\x00\x01nothing like an answer\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    yield from served(Site)


REPORT = Wanted(
    types=("text/html", "text/plain"),
    valid="valid are an HTML page and plain text",
    advice="save the page from a browser and give the file",
)


def line(url: str, *, private: bool = True, limit: int = room.LIMIT, patience: Patience | None = None) -> str:
    """Return the one line that refuses a URL."""
    with pytest.raises(FetchError) as caught:
        fetch(url, allow_private=private, limit=limit, patience=patience, wanted=REPORT)
    text = str(caught.value)
    assert text.startswith(f"{url}: ")
    assert "\n" not in text
    assert ";" in text
    return text


def test_a_page_is_fetched_and_read_as_a_report(site: str) -> None:
    document = load(f"{site}/good", allow_private=True)
    assert "La France consacre 2 % de son PIB" in document.text
    assert (document.url, document.lang) == (f"{site}/good", "fr")


def test_a_request_says_who_asks_and_nothing_else(site: str) -> None:
    fetch(f"{site}/good", allow_private=True)
    asked = Site.seen[-1]
    assert asked["User-Agent"].startswith("foedus/")
    assert asked["Host"] == site.removeprefix("http://")
    assert set(asked) == {"path", "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_a_plain_text_is_decoded_as_the_server_says(site: str) -> None:
    assert load(f"{site}/latin", allow_private=True).text == "Le ministre a chiffré l'effort"


def test_a_compressed_page_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed", allow_private=True).body == BODY.encode()


def test_a_redirect_is_followed_and_its_address_encoded(site: str) -> None:
    page = fetch(f"{site}/moved", allow_private=True)
    assert isinstance(page, Page)
    assert page.url == f"{site}/good?é=1"
    assert Site.seen[-1]["path"] == "/good?%C3%A9=1"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("forbidden", "the server answered 403 Forbidden; save the page from a browser"),
        ("nothing", "the server answered 404 Not Found"),
        ("failing", "the server answered 503 Service Unavailable; try again later"),
        ("unasked", "the server answered 304 Not Modified"),
        ("picture", "holds image/jpeg; valid are an HTML page"),
        ("loop", "redirects more than 5 times"),
        ("nowhere", "redirects without saying where to"),
        ("disk", "redirects to the scheme 'file', which is not fetched; valid are http and https"),
        ("large", "is larger than 10,485,760 bytes"),
        ("endless", "is larger than 10,485,760 bytes"),
        ("bomb", "is larger than 10,485,760 bytes"),
        ("brotli", "is compressed as 'br'"),
        ("broken", "cannot be fetched (Error -3"),
        ("short", "the answer ended too early"),
        ("noise", "cannot be fetched"),
    ],
)
def test_a_bad_answer_is_told_in_one_line(site: str, name: str, why: str) -> None:
    assert why in line(f"{site}/{name}")


@pytest.mark.parametrize(
    "since", [Stamp(etag='"a"'), Stamp(modified="Mon, 28 Apr 2025 08:00:00 GMT")], ids=["etag", "modified"]
)
def test_a_page_that_did_not_change_comes_without_its_body(site: str, since: Stamp) -> None:
    first = fetch(f"{site}/stamped", allow_private=True)
    assert first.stamp == Stamp(etag='"a"', modified="Mon, 28 Apr 2025 08:00:00 GMT")
    again = fetch(f"{site}/stamped", allow_private=True, since=since)
    assert (again.unchanged, again.body, again.stamp) == (True, b"", since)
    assert not fetch(f"{site}/stamped", allow_private=True, since=Stamp(etag='"b"')).unchanged


def test_any_type_is_taken_where_none_is_named(site: str) -> None:
    assert fetch(f"{site}/picture", allow_private=True).type == "image/jpeg"


def test_a_report_that_cannot_be_fetched_is_a_document_error(site: str) -> None:
    with pytest.raises(DocumentError, match="403 Forbidden; save the page from a browser"):
        load(f"{site}/forbidden", allow_private=True)


def test_what_the_server_misnames_is_told_by_its_content(site: str) -> None:
    with pytest.raises(DocumentError, match="is a JPEG picture"):
        load(f"{site}/disguised", allow_private=True)


@pytest.mark.parametrize("name", ["slow", "silent", "dripping"])
def test_a_slow_answer_is_cut_at_the_deadline(site: str, name: str) -> None:
    start = time.monotonic()
    assert "did not answer in time" in line(f"{site}/{name}", patience=Patience(total=0.4))
    assert time.monotonic() - start < 1.5


def test_a_silent_server_is_left_after_the_time_for_a_part(site: str) -> None:
    assert "did not answer in time" in line(f"{site}/silent", patience=Patience(read=0.3))


def test_a_closed_port_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "Connection refused" in line(f"http://127.0.0.1:{port}/")


def test_plain_http_behind_https_is_told(site: str) -> None:
    assert "cannot be fetched" in line(site.replace("http", "https"))


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0177.0.0.1",
        "0x7f.1",
        "127.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[2002:7f00:1::]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b:1::8.8.8.8]",
        "[2001:db8::1]",
    ],
)
def test_a_private_address_is_refused_in_every_form(host: str) -> None:
    told = line(f"http://{host}/", private=False)
    assert "leads to the private address" in told or "is not known" in told
    assert "Connection" not in told


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server counts as public here; what it redirects to does not."""
    monkeypatch.setattr(room, "is_public", lambda address: address == "127.0.0.1")
    told = line(f"{site}/inside", private=False)
    assert "redirects to http://10.0.0.1/secret, which leads to the private address 10.0.0.1" in told


def test_a_name_cannot_change_its_address_after_the_check(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers a public address first and a private one next is asked for once."""
    port = int(site.rpartition(":")[2])
    answers = iter(["127.0.0.1", "10.0.0.1"])
    given: list[str] = []

    def resolver(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host == "example.org":
            given.append(next(answers))
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (given[-1], port))]
        assert host == "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    monkeypatch.setattr(room, "is_public", lambda address: address == "127.0.0.1")
    assert fetch(f"http://example.org:{port}/good").body == BODY.encode()
    assert given == ["127.0.0.1"]
    assert Site.seen[-1]["Host"] == f"example.org:{port}"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/x", "valid are http and https"),
        ("http://", "names no host"),
        ("http://user@127.0.0.1/", "carries a user name"),
        ("http://nato.int\\@127.0.0.1/", "holds a space, a backslash"),
        ("http://exa mple.org/", "holds a space"),
        ("http://example.org:99999/", "is not a valid address"),
        ("http://[::1/", "is not a valid address"),
        ("http://nothing.invalid/", "is not known"),
    ],
)
def test_a_malformed_address_is_told(url: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolver(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    assert why in line(url, private=False)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001::5", "64:ff9b::8.8.8.8", "2002:808:808::1"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)
