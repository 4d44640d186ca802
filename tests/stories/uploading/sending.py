"""What a host sends by the pages, and what these say."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


def packed(folder: Path, *, inside: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for one in sorted(folder.iterdir()):
            file.write(one, inside + one.name)
    return stream.getvalue()


def send(client: Client, content: bytes, *, name: str = "x.zip", key: str = "stackexchange", **options: str) -> Any:
    return client.post(f"/imports/new/{key}", {"file": SimpleUploadedFile(name, content), **options})


def uploads(home: Path) -> list[Path]:
    return [path for path in (home / "private" / "uploads").rglob("*") if path.is_file()]


def said(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
