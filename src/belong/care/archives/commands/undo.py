"""Taking a run back."""

from belong.care.archives.cards import RunCard, card_of
from belong.care.archives.commands.carry import settle_all
from belong.care.archives.loading.steps import Hands, Watch, in_hand
from belong.care.archives.models import UNDOING, Run, State
from belong.care.archives.policies import can_be_undone, fetched, may_undo
from belong.care.archives.reading import ArchiveRefused
from belong.community.discussions import public as discussions
from belong.ground.kernel.public import now, retold_text
from belong.ground.kernel.public import told as _
from belong.ground.ledger.public import drain, withdraw_batch
from belong.ground.people.public import Actor, Mark, give_names_back, keep_needed, keep_needed_since, mark


class Unconfirmed(Exception):
    """Undoing needs a yes: `orphans` pieces of what members wrote stand on the run's content. The text says so."""

    def __init__(self, run: int, label: str, orphans: int) -> None:
        self.run = run
        self.orphans = orphans
        super().__init__(
            _("Run %(run)s (%(label)s) will be gone from every page and figure. %(stands_on_it)s")
            % {"run": run, "label": label, "stands_on_it": _stands_on_it(orphans)}
        )


def _stands_on_it(orphans: int) -> str:
    if not orphans:
        return _("Members wrote nothing on it since.")
    pieces = _("1 piece") if orphans == 1 else _("%(orphans)s pieces") % {"orphans": f"{orphans:,}"}
    return _("Members wrote %(pieces)s on it since; what they wrote stays theirs, readable to them and to hosts.") % {
        "pieces": pieces
    }


def undo(
    *, actor: Actor, run_id: int, confirmed: bool = False, watch: Watch | None = None, wait: bool = True
) -> RunCard:
    """Take back all that a run brought; the same archive can come again. Raises `Unconfirmed` unless confirmed.

    Also finishes an undoing that was killed. Raises `ArchiveRefused` where a later run of the same source stands on it.
    """
    row = fetched(actor, run_id)
    may_undo(actor, row).or_refuse()
    with in_hand(row, watch) as hands:
        _refuse_unless_possible(hands.run)
        if hands.run.state not in UNDOING:
            if not confirmed:
                batch = hands.run.batch_id
                raise Unconfirmed(row.pk, retold_text(row.label), discussions.orphans_of(batch) if batch else 0)
            _withdraw(hands, actor, since=_keep_people(hands))
        _revert(hands)
        _forget(hands, wait)
        return card_of(hands.run)


def _refuse_unless_possible(row: Run) -> None:
    allowed = can_be_undone(row)
    if not allowed:
        raise ArchiveRefused(allowed.reason)


def _keep_people(hands: Hands) -> Mark:
    """Who is needed here, or is in another archive too, stays known. Gives the moment up to which this was looked at.

    Before anything is withdrawn, so that whoever follows the ledger never sees an act of somebody who is not there.
    """
    since = mark()
    place: int | None = 0
    while hands.run.batch_id is not None and place is not None:
        hands.tell(place, 0)
        place = keep_needed(hands.run.batch_id, after=place)
    return since


def _withdraw(hands: Hands, actor: Actor, *, since: Mark) -> None:
    """From here on nothing that the run brought is on a page or in a figure."""
    with hands.step() as row:
        row.undone_by_id = actor.acting
        row.phase, row.position = "", 0
        if row.batch_id is None:
            row.state, row.undone_at = State.UNDONE, now()
        else:
            keep_needed_since(row.batch_id, since=since)
            withdraw_batch(row.batch_id, "undone", actor=actor.acting)
            row.state = State.REVERTING


def _revert(hands: Hands) -> None:
    if hands.run.state == State.REVERTING:
        _keep_people(hands)  # whom a deed needs that was under way when the batch was withdrawn
        if hands.run.batch_id is not None:
            settle_all(hands.run.batch_id)
    while hands.run.state == State.REVERTING:
        hands.tell(hands.run.position, 0)
        with hands.step() as row:
            if row.batch_id is None:
                raise RuntimeError(f"run {row.pk} has no batch")
            if give_names_back(row.batch_id):
                continue
            progress = discussions.revert_changes(row.batch_id)
            row.position += 1
            if progress.done:
                row.state, row.position = State.UNFOLDING, 0


def _forget(hands: Hands, wait: bool) -> None:
    if hands.run.state != State.UNFOLDING:
        return
    if wait:
        hands.tell(0, 0)
        drain()
    with hands.step() as row:
        row.state, row.undone_at = State.UNDONE, now()
