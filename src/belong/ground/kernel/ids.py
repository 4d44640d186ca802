"""Outside ids: UUID version 7 (RFC 9562), so that they sort by time and tell nothing of how many there are."""

from uuid import UUID

import uuid_utils


def uuid7() -> UUID:
    """A fresh outside id; later ones sort after earlier ones to the millisecond."""
    return UUID(int=uuid_utils.uuid7().int)
