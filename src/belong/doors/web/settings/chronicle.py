"""What hosts set, published, chose and opened, in one order, the newest first: who, what, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.utils.translation import gettext as _

from belong.doors.web.settings.words import said, title_of
from belong.doors.web.shared import addresses
from belong.doors.web.shared.foot import TEXTS
from belong.ground.groups import public as groups
from belong.ground.kernel.public import Page, decode_cursor, encode_cursor, page_of
from belong.ground.ledger.public import FactCard, history
from belong.ground.people.public import Actor, PersonCard, person_cards
from belong.ground.settings import public as settings
from belong.insight.journey import public as journey

PAGE = 50
FOUNDED, OPENED, DESCRIBED, CHOSEN = "founded", "opened", "described", "ladder_chosen"
CLOSED, REOPENED, REMOVED = "closed", "reopened", "removed"
WORDS = (FOUNDED, OPENED, DESCRIBED, CLOSED, REOPENED, REMOVED, CHOSEN)
CHANGES, TEXTS_PUBLISHED, FACTS = 3, 2, 1
"""Which of two things of one instant stands above the other."""
ABOVE_ALL = 2**63 - 1
HOUSE, ARCHIVE = "house", "archive"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `before` and `after` are empty where there is nothing to compare; `system`: the house or an archive
    did it. `withdrawn`: by whoever contested it; what was set stays set.
    """

    at: datetime
    says: str
    who: PersonCard | None
    system: str = ""
    before: str = ""
    after: str = ""
    compares: bool = False
    href: str = ""
    withdrawn: bool = False


Entry = tuple[datetime, int, int, Any]
"""When, which kind of thing, its number, and what the room says of it."""


def chronicle(actor: Actor, cursor: str | None, *, limit: int = PAGE) -> Page[Line]:
    """A page of all of it, in a fixed number of queries. For hosts; nothing of groups that they do not know of, so that
    a page may be shorter than others."""
    found = page_of(_entries(actor, cursor, limit + 1), limit, lambda entry: entry[:3])
    things = [entry[3] for entry in found.items]
    people = person_cards([person for one in things if (person := _who(one)) is not None])
    ladders = {one.id: one for one in journey.ladders()}
    about = groups.groups_told(actor, [one.group for one in things if isinstance(one, FactCard) and one.group])
    known = [one for one in things if not isinstance(one, FactCard) or one.group is None or one.group in about]
    return Page([_line(one, people, ladders, about) for one in known], found.next)


def _entries(actor: Actor, cursor: str | None, limit: int) -> list[Entry]:
    changes = settings.changes_before(actor, before=_bound(cursor, CHANGES), limit=limit)
    texts = settings.texts_before(actor, before=_bound(cursor, TEXTS_PUBLISHED), limit=limit)
    bound = _bound(cursor, FACTS)
    words, after = WORDS, bound and encode_cursor(*bound)
    acts = history(words=words, after=after, limit=limit, with_withdrawn=True).items
    entries: list[Entry] = [(one.at, CHANGES, one.id, one) for one in changes]
    entries += [(one.published_at, TEXTS_PUBLISHED, one.id, one) for one in texts]
    entries += [(one.occurred_at, FACTS, one.id, one) for one in acts]
    return sorted(entries, key=lambda entry: entry[:3], reverse=True)[:limit]


def _bound(cursor: str | None, kind: int) -> tuple[datetime, int] | None:
    """Before which instant and number things of a kind follow; of the cursor's own instant, those that stand below."""
    if cursor is None:
        return None
    at, last, number = cast(tuple[datetime, int, int], decode_cursor(cursor, [datetime, int, int]))
    return at, number if kind == last else ABOVE_ALL if kind < last else 0


def _who(one: Any) -> int | None:
    return one.actor if isinstance(one, FactCard) else one.person


def _line(
    one: Any,
    people: dict[int, PersonCard],
    ladders: dict[int, journey.LadderCard],
    about: dict[int, groups.ToldGroup],
) -> Line:
    number = _who(one)
    who = people.get(number) if number is not None else None
    if isinstance(one, settings.ChangeCard):
        return change_line(one, who)
    if isinstance(one, settings.TextCard):
        says = _("published “%(text)s”, version %(number)d") % {"text": TEXTS[one.key], "number": one.version}
        return Line(one.published_at, says, who, one.system, href=f"/about/{one.key}?version={one.version}")
    return _ladder_line(one, who, ladders) if one.word == CHOSEN else _group_line(one, who, about[one.group])


def change_line(one: settings.ChangeCard, who: PersonCard | None) -> Line:
    """A value that was set otherwise, with what it was before."""
    says = _("changed %(what)s") % {"what": title_of(one.name)}
    return Line(one.at, says, who, one.system, said(one.name, one.before), said(one.name, one.after), compares=True)


def change_lines(changes: Sequence[settings.ChangeCard]) -> list[Line]:
    """Changes with who made them, in one query for all people."""
    people = person_cards([one.person for one in changes if one.person is not None])
    return [change_line(one, people.get(one.person) if one.person is not None else None) for one in changes]


def _ladder_line(fact: FactCard, who: PersonCard | None, ladders: dict[int, journey.LadderCard]) -> Line:
    order = list(ladders)
    number = int(fact.about.rpartition(":")[2])
    place = order.index(number)
    return Line(
        fact.occurred_at,
        _("changed %(what)s") % {"what": _("the ladder")},
        who,
        _house(fact),
        before=ladders[order[place - 1]].name if place else "",
        after=ladders[number].name,
        compares=True,
        href="/ladder",
        withdrawn=not fact.standing,
    )


def _group_line(fact: FactCard, who: PersonCard | None, group: groups.ToldGroup) -> Line:
    if fact.word == FOUNDED and fact.batch is not None:
        says = _("brought the group %(group)s") % {"group": group.name}
    elif fact.word == FOUNDED:
        says = _("founded the group %(group)s") % {"group": group.name}
    elif fact.word == DESCRIBED:
        says = _("changed the name of the group %(group)s or what it is for") % {"group": group.name}
    elif fact.word == CLOSED:
        says = _("closed the group %(group)s") % {"group": group.name}
    elif fact.word == REOPENED:
        says = _("opened the group %(group)s again") % {"group": group.name}
    elif fact.word == REMOVED:
        says = _("removed the group %(group)s, in which nothing stood") % {"group": group.name}
    else:
        says = _("changed who reads the group %(group)s") % {"group": group.name}
    href = addresses.group(group.slug) if group.slug else ""
    return Line(fact.occurred_at, says, who, _house(fact), href=href, withdrawn=not fact.standing)


def _house(fact: FactCard) -> str:
    """Facts name nobody where the house itself or an archive did it; of who was erased the number stays."""
    if fact.actor is not None:
        return ""
    return HOUSE if fact.batch is None else ARCHIVE
