"""Providers of OpenID Connect and SAML, each a process of its own on this machine, for tests of signing in by them."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import requests


@contextmanager
def openid_provider(*people: Mapping[str, object]) -> Iterator[str]:
    """A provider that knows `people` by their claims; gives where it is."""
    port = free_port()
    known = [word for one in people for word in ("--user-claims", json.dumps(one))]
    with running([sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *known]):
        where = f"http://127.0.0.1:{port}"
        wait_for(f"{where}/.well-known/openid-configuration")
        yield where


@contextmanager
def saml_provider() -> Iterator[str]:
    """A provider that takes anybody for whom they say they are; gives where it is."""
    port = free_port()
    with running([sys.executable, "-m", "tests.providers.saml", str(port)]):
        where = f"http://127.0.0.1:{port}"
        wait_for(f"{where}/metadata")
        yield where


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@contextmanager
def running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            if requests.get(address, timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")
