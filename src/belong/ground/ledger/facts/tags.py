"""Tags: which subjects a person follows."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class TagFollowed(Fact):
    """A person began to follow a subject."""

    kind: ClassVar = "tags.tag.followed"
    word: ClassVar = "followed_tag"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class TagUnfollowed(Fact):
    """A person no longer follows a subject."""

    kind: ClassVar = "tags.tag.unfollowed"
    word: ClassVar = "unfollowed_tag"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON
