"""A server on the loopback with every bad habit that a fetch must survive; tests add the pages of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


class Pages(BaseHTTPRequestHandler):
    """Answers `/name/...` by the method `page_name`."""

    seen: ClassVar[list[dict[str, str]]] = []  # what was asked for: the path and the headers of each request
    standard: ClassVar[dict[str, str]] = {}  # headers of every answer

    def do_GET(self) -> None:
        self.seen.append({"path": self.path, **dict(self.headers.items())})
        getattr(
            self, f"page_{self.path.lstrip('/').partition('/')[0].partition('?')[0]}", self.page_missing
        )()

    def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in (self.standard | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_forbidden(self) -> None:
        self.answer(403)

    def page_missing(self) -> None:
        self.answer(404)

    def page_loop(self) -> None:
        self.answer(302, Location="/loop")

    def page_inside(self) -> None:
        self.answer(302, Location="http://10.0.0.1/secret")

    def page_disk(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def page_endless(self) -> None:
        self.answer()
        while True:
            self.wfile.write(b"x" * 65536)

    def page_slow(self) -> None:
        self.answer()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # the other side hangs up: that is what is tested


def served(pages: type[Pages]) -> Iterator[str]:
    """Yield the address of a server of these pages, while it runs."""
    server = _Server(("127.0.0.1", 0), pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
