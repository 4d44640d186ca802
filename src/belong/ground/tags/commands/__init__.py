"""One function per intention. Each owns its transaction and records what it did in it."""

from belong.ground.tags.commands.following import follow_only, follow_tag, unfollow_tag
from belong.ground.tags.commands.load import load_tags
from belong.ground.tags.commands.load_follows import load_follows
from belong.ground.tags.commands.making import add_synonym, tags_by_names

__all__ = ["add_synonym", "follow_only", "follow_tag", "load_follows", "load_tags", "tags_by_names", "unfollow_tag"]
