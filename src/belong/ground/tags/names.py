"""Names of tags as they are kept: casefolded, with hyphens for spaces."""

from belong.ground.people.public import Wrong, one_line
from belong.ground.tags.models import NAME_LENGTH


def normal(name: str) -> str:
    """The name as tags keep it. Raises `Wrong` where nothing is left or it is too long."""
    kept = "-".join(one_line(name, NAME_LENGTH * 4, "The tag").casefold().lower().split())
    if not kept:
        raise Wrong("A tag needs a name.")
    if len(kept) > NAME_LENGTH:
        raise Wrong(f"The tag has {len(kept)} characters; {NAME_LENGTH} are the most.")
    return kept
