"""Keyed hashes: the same text gives the same bytes in this installation, and tells nothing elsewhere."""

import hmac

from django.conf import settings


def keyed_hash(text: str, *, purpose: str) -> bytes:
    """HMAC-SHA256 (32 bytes) of `text` under a key derived from the installation's key for `purpose`."""
    key = hmac.digest(settings.SECRET_KEY.encode(), purpose.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256")
