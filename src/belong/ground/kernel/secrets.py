"""Keyed hashes: the same text gives the same bytes in this installation, and tells nothing elsewhere."""

import hmac
from functools import lru_cache

from django.conf import settings


def keyed_hash(text: str, *, purpose: str) -> bytes:
    """HMAC-SHA256 (32 bytes) of `text` under a key derived from the installation's key for `purpose`."""
    return hmac.digest(_derived(settings.SECRET_KEY, purpose), text.encode(), "sha256")


@lru_cache(maxsize=32)
def _derived(key: str, purpose: str) -> bytes:
    return hmac.digest(key.encode(), purpose.encode(), "sha256")
