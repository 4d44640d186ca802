"""How runs stand. Hosts and the system only; for others there are none."""

import json
from dataclasses import dataclass

from belong.care.archives.cards import RunCard, card_of, cards_of
from belong.care.archives.models import read_nothing
from belong.care.archives.policies import can_be_undone, fetched, visible_to
from belong.care.archives.reading import Place
from belong.care.archives.rejects import lines_from
from belong.community.discussions import public as discussions
from belong.ground.groups import public as groups
from belong.ground.kernel.public import Decision, retold
from belong.ground.people.public import Actor

REJECTS_A_PAGE = 30
RUNS_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class RejectCard:
    """What was left out: where it stood, why, and the record as it was, as JSON text."""

    file: str
    line: int
    reason: str
    record: str


@dataclass(frozen=True, slots=True)
class RejectsPage:
    """Some of what a run left out; `next` is the place where the following ones begin."""

    items: tuple[RejectCard, ...]
    next: int | None


def runs(actor: Actor, *, limit: int = 100) -> list[RunCard]:
    """The runs, newest first."""
    return cards_of(list(visible_to(actor).order_by("-pk")[:limit]))


def last_place(actor: Actor, source: str) -> Place | None:
    """Where the newest archive of a source lay and how it was read; None where none came. One of which nothing could
    be read tells of no way to read it.
    """
    newest = visible_to(actor).filter(source=source).order_by("-pk")[:RUNS_LOOKED_AT]
    row = next((run for run in newest if not read_nothing(run)), None)
    return None if row is None else Place(row.format, row.path, row.options)


def run_card(actor: Actor, run_id: int) -> RunCard:
    """One run by its number. Raises `NotFound`."""
    return card_of(fetched(actor, run_id))


def orphans(actor: Actor, run_id: int) -> int:
    """How many pieces of what members wrote stand on what the run brought."""
    run = fetched(actor, run_id)
    return 0 if run.batch_id is None else discussions.orphans_of(run.batch_id)


def may_undo_run(actor: Actor, run_id: int) -> Decision:
    """Whether the run can be taken back as things stand. Raises `NotFound`."""
    return can_be_undone(fetched(actor, run_id))


def groups_of_run(actor: Actor, run_id: int) -> list[groups.GroupCard]:
    """The groups that the run speaks of, as far as the actor may know of them."""
    run = fetched(actor, run_id)
    if run.batch_id is None:
        return []
    return list(groups.group_cards(actor, groups.groups_in(run.batch_id)).values())


def rejects_of(actor: Actor, run_id: int, *, after: int = 0) -> RejectsPage:
    """What the run left out, from a place on that an earlier page told (another one begins anew)."""
    lines, following = lines_from(fetched(actor, run_id), after, REJECTS_A_PAGE)
    return RejectsPage(tuple(map(_reject, lines)), following)


def _reject(line: str) -> RejectCard:
    told = json.loads(line)
    record = told["record"]
    text = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False, indent=1)
    return RejectCard(str(told["file"]), int(told["line"]), retold(told.get("told", told["reason"])), text)
