"""In which order a run loads what an archive brings."""

from enum import StrEnum


class Phase(StrEnum):
    """The parts of a run, in the order in which they are loaded: what is pointed to comes first."""

    PEOPLE = "people"
    SAME = "proposals"
    ROLES = "roles"
    PERMISSIONS = "permissions"
    GROUPS = "groups"
    MEMBERSHIPS = "memberships"
    TAGS = "tags"
    FOLLOWS = "interests"
    TOPICS = "topics"
    ANSWERS = "answers"
    REPLIES = "replies"
    ATTACHMENTS = "attachments"
    ACCEPTANCES = "acceptances"
    VOTES = "votes"
    LINKS = "links"
    CONTACTS = "contacts"
    DEEDS = "deeds"
    BADGES = "badges"
    OTHERS = "others"
