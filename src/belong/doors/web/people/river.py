"""A whole relationship as one river: what happened over all channels, the steps on the ladder, and the silences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.dates import MONTHS
from django.utils.translation import gettext, ngettext

from belong.doors.web.people.words import DIRECTIONS, KINDS, TURFS
from belong.doors.web.shared import addresses
from belong.doors.web.shared.facts import Deed, deeds
from belong.doors.web.shared.moments import CHANNELS, PURPOSES, said
from belong.ground.groups.public import GroupCard, group_cards
from belong.ground.kernel.public import Card, NotFound, Page, decode_cursor, now, organisation_zone
from belong.ground.ledger.public import FactCard, history
from belong.ground.ledger.public import words as all_words
from belong.ground.people.public import Actor, PersonCard, note_texts
from belong.ground.touches.public import TouchCard, touch_cards
from belong.insight.journey import public as journey

CONTACTS = "touches.touch:"
NOTES = "people.note:"
MOST_SOURCES = 200
STEPS = "steps"
LONG = timedelta(days=90)
"""A silence of this length is worth a word."""
MONTH, YEAR = 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened. `where` says it in marks: channel, direction, turf, purpose.

    `ours`: we acted, and nobody knows who of us it was. `withdraws`: the contact moment that the reader may take back.
    `times`: how often it happened, on one topic and one day or one after the other; then `at` is the last time and
    `first_at` the first.
    """

    at: datetime
    channel: str
    actor: PersonCard | None
    does: str
    counterpart: PersonCard | None
    title: str
    href: str
    unseen: str
    ours: bool
    where: tuple[str, ...]
    group: GroupCard | None
    others: tuple[PersonCard, ...]
    note: str
    withdraws: UUID | None
    first_at: datetime
    times: int = 1

    @property
    def run(self) -> object:
        """Equal for what is told as one; None for what stands by itself."""
        if not self.title or self.note or self.withdraws or self.others:
            return None
        return (self.does, self.actor, self.counterpart, self.title, self.where, self.group)


@dataclass(frozen=True, slots=True)
class Step:
    """The person came to another step of the ladder; `stage` is "" where they left it. `stays`: a host's word, or a
    new ladder, left them where they were. `by_ladder`: the community chose another ladder."""

    at: datetime
    stage: str
    before: str
    reason: str
    stays: bool = False
    by_ladder: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in a month, newest first; a silence stands as a sentence."""

    title: str
    entries: list[Moment | Step | str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class River:
    months: list[Month]
    page: Page[FactCard]
    quiet: str
    """How long nothing has happened until now, where that is long."""


TOLD = sorted(all_words() - {"merged", "unmerged"})
"""What a river tells of: not of records that became one and were parted again, which are no deeds of the person."""


def river(
    reader: Actor,
    person: PersonCard,
    *,
    kind: str = "",
    channel: str = "",
    after: str | None = None,
    limit: int = 50,
    stays: Sequence[journey.StayCard] = (),
) -> River:
    """A page of it, as the reader may see it: hosts and the person. Narrowed to a `kind` or a `channel` silences are
    left out, since they would be none. Raises `NotFound` for an unknown kind, `BadCursor`.
    """
    if kind and kind not in KINDS:
        raise NotFound
    words = KINDS[kind][1] if kind else TOLD
    happened = history(person=person.id, words=words, channel=channel or None, after=after, limit=limit)
    before = decode_cursor(after, [datetime, int])[0] if after else None
    upper = before if isinstance(before, datetime) else None
    entries: list[Moment | Step] = [*_runs(_moments(reader, person, _joined_once(person, happened.items)))]
    if not channel and kind in ("", STEPS):
        lower = happened.items[-1].occurred_at if happened.next else None
        entries += [step for step in _steps(stays) if _within(step.at, lower, upper)]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    whole = not (kind or channel)
    newest = entries[0].at if entries else None
    quiet = _quiet(newest, now()) if whole and upper is None and newest is not None else ""
    return River(_by_month(entries, upper if whole else None, silences=whole), happened, quiet)


def _joined_once(person: PersonCard, facts: Sequence[FactCard]) -> list[FactCard]:
    """Here and several archives may tell that somebody joined: the earliest counts, and it alone is shown."""
    if not any(fact.word == "joined" for fact in facts):
        return list(facts)
    first = history(person=person.id, words=["joined"], limit=MOST_SOURCES).items[-1]
    return [fact for fact in facts if fact.word != "joined" or fact.id == first.id]


def _within(at: datetime, lower: datetime | None, upper: datetime | None) -> bool:
    return (lower is None or at >= lower) and (upper is None or at < upper)


def _moments(reader: Actor, person: PersonCard, facts: Sequence[FactCard]) -> Iterator[Moment]:
    contacts = touch_cards(reader, [number for fact in facts if (number := _contact(fact)) is not None])
    groups = group_cards(reader, {fact.group for fact in facts if fact.group is not None})
    notes = note_texts(reader, [number for fact in facts if (number := _note(fact)) is not None])
    own = reader.person == person.id and reader.seen_by is None
    for fact, deed in zip(facts, deeds(reader, facts, whole=own), strict=True):
        contact = contacts.get(_contact(fact) or 0)
        moment = _moment(reader, person, fact, deed, contact, groups.get(fact.group or 0))
        yield replace(moment, note=notes.get(_note(fact) or 0, moment.note))


def _runs(moments: Iterable[Moment]) -> list[Moment]:
    """What was done to one topic again and again told once: in a row in one month, or at any time of one day."""
    zone, told, on_day = organisation_zone(), list[Moment](), dict[object, int]()
    for moment in moments:
        here = moment.at.astimezone(zone)
        before = on_day.get((here.date(), moment.run)) if moment.run is not None else None
        if before is None and told and moment.run is not None and told[-1].run == moment.run:
            last = told[-1].first_at.astimezone(zone)
            before = len(told) - 1 if (last.year, last.month) == (here.year, here.month) else None
        if before is None:
            before = len(told)
            told.append(moment)
        else:
            told[before] = replace(told[before], first_at=moment.at, times=told[before].times + 1)
        on_day[here.date(), moment.run] = before
    return told


def _contact(fact: FactCard) -> int | None:
    return int(fact.about.removeprefix(CONTACTS)) if fact.about.startswith(CONTACTS) else None


def _note(fact: FactCard) -> int | None:
    return int(fact.about.removeprefix(NOTES)) if fact.about.startswith(NOTES) else None


def _moment(
    reader: Actor, person: PersonCard, fact: FactCard, deed: Deed, contact: TouchCard | None, group: GroupCard | None
) -> Moment:
    card = deed.card if contact is None else None
    here = card is not None and card.url == addresses.person(person.uid)
    return Moment(
        at=deed.at,
        first_at=deed.at,
        channel=deed.channel,
        actor=deed.actor,
        does=deed.does,
        counterpart=deed.counterpart,
        title=_title(fact, card, person),
        href="" if card is None or here else card.url,
        unseen=deed.unseen,
        ours=fact.word == "contacted" and fact.direction == "out",
        where=tuple(_where(fact)),
        group=None if deed.hidden or group is None or (card is not None and card.title == group.name) else group,
        others=_others(contact, fact),
        note=contact.note if contact is not None else "",
        withdraws=contact.uid if contact is not None and reader.is_host and not contact.came else None,
    )


def _title(fact: FactCard, card: Card | None, person: PersonCard) -> str:
    """What it was about; not the person whose page this is."""
    if card is None or card.ref == f"people.person:{person.id}" or fact.word == "joined":
        return ""
    return card.title


def _where(fact: FactCard) -> Iterator[str]:
    yield said(CHANNELS, fact.channel)
    if fact.word == "contacted":
        yield said(DIRECTIONS, fact.direction)
        yield said(TURFS, fact.turf)
        if fact.purpose:
            yield said(PURPOSES, fact.purpose)


def _others(contact: TouchCard | None, fact: FactCard) -> tuple[PersonCard, ...]:
    """Who else was there."""
    if contact is None:
        return ()
    return tuple(card for card in contact.persons if card.id not in (fact.actor, fact.counterpart))


def _steps(stays: Sequence[journey.StayCard]) -> Iterator[Step]:
    following = [*stays[1:], None] if stays else []
    for stay, later in zip(stays, following, strict=True):
        if stay.is_move or stay.reason:
            by_ladder = stay.move == "ladder" and stay.is_move
            yield Step(stay.from_at, stay.name, stay.before_name, stay.reason, not stay.is_move, by_ladder)
        ended = stay.until_at is not None and stay.until_at <= now()
        if ended and stay.until_at is not None and (later is None or later.from_at > stay.until_at):
            yield Step(stay.until_at, "", stay.name, "")


def _by_month(entries: Iterable[Moment | Step], newer: datetime | None, *, silences: bool) -> list[Month]:
    """`newer`: when what stands above this page happened."""
    months: list[Month] = []
    zone, said_month = organisation_zone(), None
    for entry in entries:
        here = entry.at.astimezone(zone)
        quiet = _quiet(entry.at, newer) if silences and newer is not None else ""
        if quiet and months:
            months[-1].entries.append(quiet)
        if said_month != (here.year, here.month):
            said_month = (here.year, here.month)
            months.append(Month(f"{MONTHS[here.month]} {here.year}", [quiet] if quiet and not months else []))
        months[-1].entries.append(entry)
        newer = entry.at
    return months


def _quiet(begin: datetime, end: datetime) -> str:
    """ "Quiet for five months", where it was long."""
    days = (end - begin).days
    if days < LONG.days:
        return ""
    if days >= YEAR:
        years = int(days / YEAR)
        return ngettext("Quiet for more than a year", "Quiet for more than %(count)s years", years) % {
            "count": _in_words(years)
        }
    return gettext("Quiet for %(count)s months") % {"count": _in_words(max(int(days / MONTH), 3))}


def _in_words(number: int) -> str:
    words = [gettext("two"), gettext("three"), gettext("four"), gettext("five"), gettext("six"), gettext("seven"),
             gettext("eight"), gettext("nine"), gettext("ten"), gettext("eleven"), gettext("twelve")]  # fmt: skip
    return words[number - 2] if 2 <= number <= 12 else str(number)
