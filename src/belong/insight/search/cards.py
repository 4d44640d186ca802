"""What leaves the room: frozen values."""

from dataclasses import dataclass, field
from datetime import date

from belong.community.discussions.public import FoundCard
from belong.ground.people.public import PersonCard
from belong.ground.tags.public import TagCard

BEST, NEWEST = "best", "newest"
ANSWERED, WAITS = "answered", "waits"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed by. `group` is a slug, `tag` a name, `person` an outside id or a name; days
    count to their ends."""

    group: str = ""
    tag: str = ""
    person: str = ""
    begin: date | None = None
    end: date | None = None
    answered: str = ""

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `hit`: it is what was searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found. `title` and `snippet` put together are the texts themselves; `more`: other posts of its
    topic that were found, too."""

    post: FoundCard
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, a page of it.

    `posts` counts what the reader may see, up to `MOST`, in `topics` topics; `capped`: there are more, older ones;
    `partial`: there may be, as only the newest posts with the words of a phrase were looked through for it. `words`
    False: nothing that could be searched for was in the query. `meant`: the query in the spelling that finds
    something, where nothing was found.
    """

    hits: tuple[Hit, ...] = ()
    people: tuple[PersonCard, ...] = ()
    tags: tuple[TagCard, ...] = ()
    posts: int = 0
    topics: int = 0
    capped: bool = False
    partial: bool = False
    page: int = 1
    pages: int = 1
    words: bool = True
    meant: str = ""
    filters: Filters = field(default_factory=Filters)
