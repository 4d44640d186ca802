"""Attachments: their address, and where their bytes lie: under their digest, so that the same file is kept once."""

from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import connection, transaction

from belong.community.discussions.models import Attachment
from belong.ground.kernel.public import lock_number, require_transaction, storage

FOLDER = "attachments"
LOCK = lock_number("discussions.attachments")


def attachment_url(uid: UUID) -> str:
    return f"/attachments/{uid}"


def path_of(digest: str) -> str:
    return f"{FOLDER}/{digest[:2]}/{digest}"


def keep(content: bytes) -> str:
    """Put `content` into the storage, if it is not there already; gives its digest, for a row of this transaction.

    What a process left that was killed while it wrote is too short, and is written anew.
    """
    require_transaction("keeping a file")
    _hold("pg_advisory_xact_lock_shared")
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


def let_go(digest: str) -> bool:
    """Remove the bytes unless a row names them, or is about to in a transaction under way; gives whether they went."""
    with transaction.atomic():
        _hold("pg_advisory_xact_lock")
        if Attachment.objects.filter(digest=digest).exists():
            return False
        remove(digest)
    return True


def files_named(paths: Collection[str]) -> set[str]:
    """Those of these stored files that a row names. One query."""
    of_digest = {path.rpartition("/")[2]: path for path in paths}
    named = Attachment.objects.filter(digest__in=of_digest).values_list("digest", flat=True).distinct()
    return {of_digest[digest] for digest in named}


def let_file_go(path: str) -> bool:
    return let_go(path.rpartition("/")[2])


def remove(digest: str) -> None:
    with suppress(FileNotFoundError):
        storage().delete(path_of(digest))


def _hold(function: str) -> None:
    """One lock for all files: who keeps some shares it until the rows stand, who removes one waits for that."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [LOCK])
