"""A browser that costs little: requests written once, sent over connections that stay, counted for a while.

It shares two cores with the server, so it does no more than find where an answer ends.
"""

from __future__ import annotations

import datetime
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"set-cookie: *([^=\r\n]+)=([^;\r\n]*)", re.IGNORECASE)
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')

TODAY = datetime.date.today().isoformat()
LETTER = {
    "number": "1",
    "place": "15.71.03.1003",
    "received_on": TODAY,
    "kind": "letter",
    "service": "Rekomendasi",
    "applicant": "Pemohon sintetis",
    "standard_days": "3",
    "due_on": TODAY,
    "served_on": TODAY,
}
"""A letter, as the register of the example keeps it and as its form has it."""


class Answer(NamedTuple):
    status: int
    head: bytes
    body: bytes


class Browser:
    """One connection with its cookies."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.port, self.cookies = port, dict(cookies or {})
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def request(self, path: str, form: Mapping[str, str] | None = None) -> bytes:
        """Return a request as it goes over the wire."""
        body = b"" if form is None else urlencode(form).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {cookies}",
            f"Content-Length: {len(body)}",
            "Content-Type: application/x-www-form-urlencoded",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def send(self, request: bytes) -> Answer:
        self._socket.sendall(request)
        content = b""
        while (end := content.find(b"\r\n\r\n")) < 0:
            content += self._more()
        head = content[:end]
        length = _LENGTH.search(head)
        assert length, head
        goal = end + 4 + int(length[1])
        while len(content) < goal:
            content += self._more()
        return Answer(int(head[9:12]), head, content[end + 4 :])

    def _more(self) -> bytes:
        more = self._socket.recv(1 << 17)
        if not more:
            raise ConnectionError("the server hung up")
        return more

    def get(self, path: str) -> Answer:
        return self._kept(self.send(self.request(path)))

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form with the token of the session."""
        return self._kept(self.send(self.request(path, {"csrfmiddlewaretoken": self.token, **form})))

    def log_in(self, username: str, password: str) -> None:
        page = self.get("/masuk/")
        found = _TOKEN.search(page.body)
        assert found, "the page of log-in has a token"
        self.token = found[1].decode()
        answer = self.post("/masuk/", {"username": username, "password": password})
        assert answer.status == 302, answer.head
        found = _TOKEN.search(self.get(_location(answer)).body)
        self.token = found[1].decode() if found else self.cookies["csrftoken"]

    def _kept(self, answer: Answer) -> Answer:
        for name, value in _COOKIE.findall(answer.head):
            self.cookies[name.decode()] = value.decode()
        return answer


def _location(answer: Answer) -> str:
    found = re.search(rb"location: *(\S+)", answer.head, re.IGNORECASE)
    assert found, answer.head
    return found[1].decode()


def throughput(browser: Browser, request: Callable[[], bytes], *, wanted: int, seconds: float, width: int) -> float:
    """Return answers a second over ``width`` connections for about so many ``seconds``."""
    counts, stop = [0] * width, threading.Event()
    faults: list[str] = []

    def ask(number: int) -> None:
        own = Browser(browser.port, browser.cookies)
        while not stop.is_set():
            answer = own.send(request())
            if answer.status != wanted:
                faults.append(f"{answer.status}: {answer.head!r}")
                return
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,), daemon=True) for number in range(width)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    stop.wait(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - start
    if faults:
        raise SystemExit(f"{request()[:80]!r}: {faults[0]}")
    return sum(counts) / spent
