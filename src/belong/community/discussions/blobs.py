"""Attachments: their address, and where their bytes lie: under their digest, so that the same file is kept once."""

from contextlib import suppress
from hashlib import sha256
from uuid import UUID

from django.core.files.base import ContentFile

from belong.ground.kernel.public import storage


def attachment_url(uid: UUID) -> str:
    return f"/attachments/{uid}"


def path_of(digest: str) -> str:
    return f"attachments/{digest[:2]}/{digest}"


def keep(content: bytes) -> str:
    """Put `content` into the storage, if it is not there already; gives its digest.

    What a process left that was killed while it wrote is too short, and is written anew.
    """
    digest = sha256(content).hexdigest()
    path = path_of(digest)
    if _size(path) != len(content):
        remove(digest)
        storage().save(path, ContentFile(content))
    return digest


def _size(path: str) -> int | None:
    try:
        return storage().size(path)
    except FileNotFoundError:
        return None


def remove(digest: str) -> None:
    with suppress(FileNotFoundError):
        storage().delete(path_of(digest))
