"""Profiles: what people say of themselves, and what the community asks them."""

from enum import StrEnum
from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


class Part(StrEnum):
    """What of a profile was changed."""

    PROFILE = "profile"
    PICTURE = "picture"


@fact
class ProfileChanged(Fact):
    """A person changed what they say of themselves."""

    kind: ClassVar = "profiles.profile.changed"
    word: ClassVar = "profile_changed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT

    part: Part


@fact
class AffiliationAdded(Fact):
    """A person belongs to an organisation, now or from a day on; a host who says it of them is `recorded_by`."""

    kind: ClassVar = "profiles.affiliation.added"
    word: ClassVar = "affiliated"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class AffiliationChanged(Fact):
    """What is kept of a person's belonging to an organisation was changed, ended or taken away."""

    kind: ClassVar = "profiles.affiliation.changed"
    word: ClassVar = "affiliation_changed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class FieldChanged(Fact):
    """A host changed what profiles ask; `retired` says whether the field is asked no more."""

    kind: ClassVar = "profiles.field.changed"
    word: ClassVar = "field_changed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY

    retired: bool


@fact
class DirectoryChanged(Fact):
    """A host said whether strangers may open the directory."""

    kind: ClassVar = "profiles.directory.changed"
    word: ClassVar = "directory_changed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.NOBODY

    is_open: bool
