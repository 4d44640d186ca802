"""Who acts: the one value that every command and query takes first."""

from dataclasses import dataclass
from uuid import UUID

from belong.ground.kernel.public import community

OWNER = "owner"
HOST = "host"
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who is signed in, a visitor, or the house itself at work.

    `person` is the canonical person: compare with it. What they do is written under `acting`, the account's own
    record, so that it stays theirs should two records that became one be parted. `roles` are held in the whole
    community, `groups` are those the person is a member of, `leads` those they lead. `system` names the run of a
    command line, an import or a task. `seen_by` is a host who looks at the site as the person sees it: they change
    nothing and are not shown what is for the person alone. `language`: the one that they chose, or nothing.
    """

    person: int | None = None
    account: int | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    staff: bool = False
    groups: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    standing: str = "good"
    system: str | None = None
    uid: UUID | None = None
    own: int | None = None
    seen_by: int | None = None
    language: str = ""

    @property
    def acting(self) -> int | None:
        """The person id under which deeds are written and recorded; `own` where it is not the canonical one."""
        return self.person if self.own is None else self.own

    @classmethod
    def anonymous(cls) -> "Actor":
        """A visitor of whom nothing is known; where strangers see the first page only, one who stays outside."""
        return _OUTSIDE if community().hides_inside else _ANONYMOUS

    @classmethod
    def system_run(cls, name: str) -> "Actor":
        """The house itself: it may do what hosts may, in nobody's name."""
        return cls(name=name, system=name)

    @property
    def is_anonymous(self) -> bool:
        return self.person is None and self.system is None

    @property
    def is_outside(self) -> bool:
        """A visitor who reads nothing of what is said here, be it public or not."""
        return self.standing == OUTSIDE

    @property
    def is_member(self) -> bool:
        """Somebody of the community: a person stands behind it."""
        return self.person is not None

    @property
    def is_host(self) -> bool:
        return self.system is not None or not self.roles.isdisjoint((HOST, OWNER))

    @property
    def is_owner(self) -> bool:
        return self.system is not None or OWNER in self.roles


_ANONYMOUS = Actor()
_OUTSIDE = Actor(standing=OUTSIDE)
