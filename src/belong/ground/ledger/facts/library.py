"""Library: sharing and reviewing."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, fact


@fact
class ResourceShared(Fact):
    """A person shared a resource."""

    kind: ClassVar = "library.resource.shared"
    word: ClassVar = "shared"
    contribution: ClassVar = True
    activity: ClassVar = True
    forgets: ClassVar = Forgets.SUBJECT


@fact
class ReviewWritten(Fact):
    """A person reviewed a resource that the counterpart shared."""

    kind: ClassVar = "library.review.written"
    word: ClassVar = "reviewed"
    contribution: ClassVar = True
    activity: ClassVar = True
    forgets: ClassVar = Forgets.SUBJECT

    stars: int | None = None
