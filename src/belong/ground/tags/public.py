"""The face of tags: the community's subjects, other words for them, and who follows them."""

from belong.ground.tags.cards import LoadedFollow, LoadedTag, TagCard
from belong.ground.tags.commands import (
    add_synonym,
    follow_only,
    follow_tag,
    load_follows,
    load_tags,
    tags_by_names,
    unfollow_tag,
)
from belong.ground.tags.interests import interested, register_interest
from belong.ground.tags.models import Tag
from belong.ground.tags.names import normal
from belong.ground.tags.queries import followed_tags, tag, tags, tags_called
from belong.ground.tags.relations import follow_rows, tag_rows

__all__ = [
    "LoadedFollow",
    "LoadedTag",
    "Tag",
    "TagCard",
    "add_synonym",
    "follow_only",
    "follow_rows",
    "follow_tag",
    "followed_tags",
    "interested",
    "load_follows",
    "load_tags",
    "normal",
    "register_interest",
    "tag",
    "tag_rows",
    "tags",
    "tags_by_names",
    "tags_called",
    "unfollow_tag",
]
