"""Reading settings, their history and the community's texts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from belong.ground.kernel.public import Card, Page, decode_cursor, page_of, setting
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor
from belong.ground.settings.cards import ChangeCard, TextCard, card_of
from belong.ground.settings.checks import USUAL
from belong.ground.settings.models import VERSIONS, Acceptance, Change, Text
from belong.ground.settings.policies import may_see

PAGE = 50


def mails_a_day() -> int:
    """How many mails one person gets a day at most, but for those that they asked for a moment ago. No query."""
    kept = setting("mails_a_day")
    return int(USUAL["mails_a_day"] if kept is None else kept)


def current_versions() -> Mapping[str, int]:
    """The texts that there are, each with its version; no query."""
    found: Mapping[str, int] = setting(VERSIONS) or {}
    return {key: found[key] for key in Text.Key.values if key in found}


def current_text(key: str) -> TextCard | None:
    """The text that counts; None where none was published. Everybody reads it."""
    row = Text.objects.filter(key=key).order_by("-version").first()
    return card_of(row) if row is not None else None


def text_version(key: str, version: int) -> TextCard | None:
    """An older version, for whoever accepted it."""
    row = Text.objects.filter(key=key, version=version).first()
    return card_of(row) if row is not None else None


def text_versions(key: str) -> list[TextCard]:
    """All versions of a text, newest first."""
    return [card_of(row) for row in Text.objects.filter(key=key).order_by("-version")]


def texts_to_accept(actor: Actor) -> list[TextCard]:
    """The texts that the actor has still to accept, as they are now; of a visitor: that a newcomer has to.

    A text is to be accepted where they accepted no version since the last that asked for it. Who published a version
    knows what it says.
    """
    accepted: dict[str, int] = {}
    mine = [] if actor.person is None else ids_of(actor.person)
    if mine:
        held = Acceptance.objects.filter(person__in=mine).values_list("text__key", "text__version")
        for key, version in held:
            accepted[key] = max(version, accepted.get(key, 0))
    newest: dict[str, Text] = {}
    asking: dict[str, int] = {}
    for row in Text.objects.order_by("version"):
        newest[row.key] = row
        if row.asks:
            asking[row.key] = row.version
        if row.person_id in mine:
            accepted[row.key] = max(row.version, accepted.get(row.key, 0))
    return [card_of(newest[key]) for key in Text.Key.values if asking.get(key, 0) > accepted.get(key, 0)]


def history(
    actor: Actor, *, names: Sequence[str] = (), cursor: str | None = None, limit: int = PAGE
) -> Page[ChangeCard]:
    """What was set otherwise, newest first; `names`: of these settings only. Hosts read it."""
    may_see(actor).or_refuse()
    rows = Change.objects.order_by("-id")
    if names:
        rows = rows.filter(name__in=names)
    if cursor is not None:
        (last,) = decode_cursor(cursor, [int])
        rows = rows.filter(pk__lt=last)
    return page_of([_change(row) for row in rows[: limit + 1]], limit, lambda card: (card.id,))


def _change(row: Change) -> ChangeCard:
    return ChangeCard(row.pk, row.name, row.before, row.after, row.at, row.person_id, row.system)


def changes_before(actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = PAGE) -> list[ChangeCard]:
    """What was set otherwise before an instant and a number, newest first: for whoever lays it between other things."""
    may_see(actor).or_refuse()
    return [_change(row) for row in _until(Change.objects.all(), "at", before)[:limit]]


def texts_before(actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = PAGE) -> list[TextCard]:
    """The versions of all texts that were published before an instant and a number, newest first."""
    may_see(actor).or_refuse()
    return [card_of(row) for row in _until(Text.objects.all(), "published_at", before)[:limit]]


def _until(rows: Any, at: str, before: tuple[datetime, int] | None) -> Any:
    if before is not None:
        moment, number = before
        rows = rows.filter(Q(**{f"{at}__lt": moment}) | Q(**{at: moment, "pk__lt": number}))
    return rows.order_by(f"-{at}", "-pk")


def texts_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`settings.text:ID`: everybody reads the texts."""
    rows = Text.objects.filter(pk__in=ids)
    return {
        row.pk: Card(f"settings.text:{row.pk}", str(row.get_key_display()), f"/about/{row.key}?version={row.version}")
        for row in rows
    }


def changes_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`settings.change:ID`: for hosts."""
    if not may_see(actor):
        return {}
    rows: Any = Change.objects.filter(pk__in=ids)
    return {row.pk: Card(f"settings.change:{row.pk}", row.name, "/settings/history") for row in rows}
