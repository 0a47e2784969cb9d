"""A server of the app and a real Chromium, for tests, benchmarks and screenshots.

Offers `serving` (an app on a free port, with a workspace of its own) and `chromium`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def serving(store: Path, app: Path = ROOT / "app.py", *options: str) -> Iterator[str]:
    """The address of a fresh server of `app`, whose workspace is the file `store`."""
    server, address = start_server(store, app, *options)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(10)


def start_server(
    store: Path, app: Path = ROOT / "app.py", *options: str, port: int = 0
) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server, on a free port unless one is named, and wait until it answers; returns its
    process and address."""
    port = port or free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port),
         "--server.headless", "true", "--server.fileWatcherType", "none", *options],
        cwd=app.parent, env={**os.environ, "SALESMODEL_STORE": str(store)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    _wait_for(f"{address}/_stcore/health")
    return server, address


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium: the system's if there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, SYSTEM_BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
