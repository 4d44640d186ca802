"""`make pictures`: the documentation's pictures, taken of the demo by a browser. Nothing real is ever on them.

The demo runs in a home of its own that is made for this and thrown away. The names of pictures are what pages link to.
"""

import re
import socket
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.finding import MISSING, find_browser

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOST_BYTES = 250_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
READY_SECONDS = 180


@dataclass(frozen=True)
class Picture:
    """One page as one person sees it. `role`: "stranger", "member" or "host"; `links`: what is followed from `path`."""

    name: str
    role: str
    path: str
    links: tuple[str, ...] = ()
    width: int = 1120
    height: int = 700
    scheme: Literal["light", "dark"] = "light"


A_GROUP, A_TOPIC = ".groups .list-title a", '.topic:has-text("answers, one accepted") .list-title a'
PICTURES = (
    Picture("home", "member", "/"),
    Picture("door", "stranger", "/"),
    Picture("topic", "member", "/groups/", (A_GROUP, A_TOPIC)),
    Picture("topic-phone", "member", "/groups/", (A_GROUP, A_TOPIC), width=390, height=780, scheme="dark"),
    Picture("received", "member", "/welcome/first"),
    Picture("mine", "member", "/me", height=665),
    Picture("person", "host", "/people/?q=henrik", (".people .people-name",), height=860),
    Picture("ladder", "host", "/ladder"),
    Picture("health", "host", "/health"),
)


def main() -> None:
    found = find_browser()
    if found is None:
        sys.exit(MISSING)
    FOLDER.mkdir(exist_ok=True)
    with demo() as (address, accounts), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, address, accounts, picture)
        browser.close()


@contextmanager
def demo() -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """The demo, ready: its address, and the e-mail address and password of each role."""
    with tempfile.TemporaryDirectory(prefix="belong-pictures-") as home:
        command = [sys.executable, "-m", "belong.doors.cli", "--home", home, "demo", "--port", str(free_port())]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            try:
                yield told(running)
            finally:
                running.terminate()
                running.communicate(timeout=READY_SECONDS)


def told(running: subprocess.Popen[str]) -> tuple[str, dict[str, tuple[str, str]]]:
    """What the demo says when it is ready."""
    address, accounts = "", {}
    assert running.stdout is not None
    for line in running.stdout:
        if found := re.search(r"is ready: (\S+)", line):
            address = found[1].rstrip("/")
        if found := re.search(r"as a (\w+): (\S+), password (\S+)", line):
            accounts[found[1]] = (found[2], found[3])
        if "Ctrl-C" in line:
            return address, accounts
    sys.exit("The demo ended before it was ready.")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def take(browser: Browser, address: str, accounts: dict[str, tuple[str, str]], picture: Picture) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.role != "stranger":
        sign_in(page, address, *accounts[picture.role])
    page.goto(address + picture.path)
    for link in picture.links:
        page.locator(link).first.click()
        page.wait_for_load_state()
    file = FOLDER / f"{picture.name}.png"
    file.write_bytes(packed(page.screenshot()))
    context.close()
    size = file.stat().st_size
    sys.stdout.write(f"{file.relative_to(FOLDER.parent.parent)}: {size // 1000} kB\n")
    if size > MOST_BYTES:
        sys.exit(f"{file.name} is larger than {MOST_BYTES // 1000} kB: make it smaller in PICTURES.")


def packed(png: bytes) -> bytes:
    """The same picture, packed as small as zlib can: browsers pack quickly, not well."""
    kept, data, place = [], b"", len(SIGNATURE)
    while place < len(png):
        length, kind = int.from_bytes(png[place : place + 4], "big"), png[place + 4 : place + 8]
        content = png[place + 8 : place + 8 + length]
        if kind == b"IDAT":
            data += content
        else:
            kept.append((kind, content))
        place += length + 12
    kept.insert(-1, (b"IDAT", zlib.compress(zlib.decompress(data), 9)))
    return SIGNATURE + b"".join(
        len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
        for kind, content in kept
    )


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(f"{address}/")


if __name__ == "__main__":
    main()
