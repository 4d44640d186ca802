"""What leaves the room: frozen values, and what commands are given."""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from belong.ground.people.public import PersonCard
from belong.ground.tags.public import TagCard


class PictureCard(NamedTuple):
    """Where a picture lies, for a reader who may see it: `address(size)` for one of `SIZES`."""

    uid: UUID

    def address(self, size: int) -> str:
        return f"/pictures/{self.uid}/{size}"


@dataclass(frozen=True, slots=True)
class FieldCard:
    """Something that the community asks. `label` is empty for one of the program's own that nobody renamed."""

    uid: UUID
    key: str
    label: str
    help: str
    kind: str
    options: tuple[str, ...]
    is_required: bool
    visibility: str
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class ValueCard:
    """What a person says in a field. `text` for a line, a place, a link; `html` for a longer text; `day`; `chosen`."""

    field: FieldCard
    visibility: str
    text: str = ""
    html: str = ""
    day: date | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkCard:
    url: str
    label: str
    visibility: str


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    uid: UUID
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class AffiliationCard:
    uid: UUID
    organisation: OrganisationCard
    title: str
    from_on: date | None
    until_on: date | None
    visibility: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """What one reader is shown of a person: nothing else of it is in here. `html` are the person's own words.

    `brought_by`: who brought them to the community, of those whom the reader may know of.
    """

    html: str = ""
    values: tuple[ValueCard, ...] = ()
    links: tuple[LinkCard, ...] = ()
    affiliations: tuple[AffiliationCard, ...] = ()
    picture: PictureCard | None = None
    brought_by: tuple[PersonCard, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.html or self.values or self.links or self.affiliations or self.brought_by)


@dataclass(frozen=True, slots=True)
class Together:
    """What two people share as far as the one who looks is shown it: subjects that both follow, organisations."""

    tags: tuple[TagCard, ...] = ()
    organisations: tuple[OrganisationCard, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """All that a person says of themselves, as they typed it, for them to change."""

    name: str = ""
    words: str = ""
    visibility: str = "members"
    listed: str = "members"
    interests: str = "members"
    values: tuple["Said", ...] = ()
    links: tuple[LinkCard, ...] = ()
    picture: PictureCard | None = None
    picture_visibility: str = "members"
    affiliations: tuple[AffiliationCard, ...] = ()

    @property
    def version(self) -> str:
        """Names what is said here and to whom: another one after every change of what one form keeps. Which picture
        it is does not count, since none takes the place of another unless somebody chose it; nor does where one
        belongs, which is changed elsewhere."""
        said = tuple(
            (one.field.key, one.text, one.chosen, one.visibility) for one in self.values if one.text or one.chosen
        )
        links = tuple((one.url, one.label, one.visibility) for one in self.links)
        shown = (self.visibility, self.listed, self.interests, self.picture_visibility)
        return sha256(repr((self.name, self.words, shown, said, links)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Said:
    """A field, and what somebody says in it (`text`, or `chosen` of the options) to whom."""

    field: FieldCard
    visibility: str
    text: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gives for a field: `text` as typed, or `chosen` of the options."""

    text: str = ""
    chosen: tuple[str, ...] = ()
    visibility: str = "members"


@dataclass(frozen=True, slots=True)
class Draft:
    """A profile as a person sends it. What is None stays as it is; of `values`, by the fields' keys, what is not there.

    `picture` is the file of another one.
    """

    words: str | None = None
    visibility: str | None = None
    listed: str | None = None
    interests: str | None = None
    values: dict[str, Given] = field(default_factory=dict)
    links: tuple[LinkCard, ...] | None = None
    name: str | None = None
    picture: bytes | None = None
    picture_visibility: str | None = None

    @property
    def tells_words(self) -> bool:
        """Whether something is given of what is kept with a person's own words."""
        return any(one is not None for one in (self.words, self.visibility, self.listed, self.interests, self.links))


@dataclass(frozen=True, slots=True)
class Looked:
    """What the directory is narrowed to; empty: everybody. `fields` by their keys."""

    name: str = ""
    tag: str = ""
    group: str = ""
    place: str = ""
    organisation: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Looked()


@dataclass(frozen=True, slots=True)
class FaceCard:
    """Somebody in the directory: what they show this reader of where they are and where they belong."""

    card: PersonCard
    joined_at: datetime
    place: str = ""
    affiliation: AffiliationCard | None = None
    words: str = ""
