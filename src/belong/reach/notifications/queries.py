"""The mailbox: what the house sends, and whether it left."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.conf import settings

from belong.ground.arrivals.public import without_leaving_paths
from belong.ground.kernel.public import (
    Card,
    Letter,
    MessageCard,
    NotFound,
    Page,
    cards,
    community,
    decode_cursor,
    letter_of,
    message,
    message_counts,
    messages,
    messages_of,
    page_of,
    stopped_because,
)
from belong.ground.ledger.public import history, ids_of
from belong.ground.people.public import Actor, person_cards
from belong.reach.gate.public import choices_of, my_choices, my_kinds
from belong.reach.notifications.cards import ChosenCard, HandledCard, MailCard, MailDetail, OfferedCard
from belong.reach.notifications.mails import MAILS
from belong.reach.notifications.policies import may_handle, may_open, may_read

PAGE = 30
STATES: Mapping[str, Collection[str]] = {
    "waiting": ("waiting", "sending"),
    "failed": ("failed", "stopped"),
    "sent": ("sent",),
}
"""The ways to narrow the list, each with the states in it."""

_mails = {mail.kind: mail for mail in MAILS}


def mailbox(actor: Actor, show: str = "", cursor: str | None = None) -> Page[MailCard]:
    """Mails, the newest first: all of them for hosts, their own for members of the demo. `show`: a name of `STATES`,
    or nothing for all. Two queries."""
    if not may_open(actor):
        raise NotFound
    own = _own(actor)
    before = int(str(decode_cursor(cursor, [int])[0])) if cursor is not None else None
    found = messages(
        states=STATES.get(show, ()), readers=None if actor.is_host else (own, ()), before=before, limit=PAGE + 1
    )
    return page_of([_card(actor, one, own) for one in found], PAGE, lambda card: (card.id,))


def mailbox_counts(actor: Actor) -> dict[str, int]:
    """How many mails each of `STATES` has. Hosts only."""
    may_handle(actor).or_refuse()
    counts = message_counts()
    return {show: sum(counts.get(state, 0) for state in states) for show, states in STATES.items()}


def mail(actor: Actor, uid: UUID) -> MailDetail:
    """One mail, and what the actor may do with it."""
    own, found = _own(actor), message(uid)
    if found is None or not may_open(actor) or not (actor.is_host or found.person in own):
        raise NotFound
    card = _card(actor, found, own)
    for_you = _may_see_what_it_tells(actor, found, own)
    letter = letter_of(uid) if card.may_read and for_you else None
    if letter is not None and found.person not in own and not settings.DEMO:
        letter = _for_others(letter)
    stopped = stopped_because(found.address) is not None
    is_over = found.state in {"sending", "sent"}
    handles = bool(may_handle(actor))
    return MailDetail(
        card=card,
        letter=letter,
        for_you=for_you,
        # elsewhere a host who follows it would say yes in the reader's stead
        path=str(found.parameters.get("path", "")) if letter and settings.DEMO else "",
        may_send_again=handles and not is_over and found.is_readable and not stopped,
        may_hold_back=handles and found.state == "waiting",
        may_free=handles and stopped,
        handled=_handled(found.id) if handles else (),
    )


def _for_others(letter: Letter) -> Letter:
    """Whoever had the links would end mails in their reader's name."""
    return Letter(letter.subject, without_leaving_paths(letter.text), without_leaving_paths(letter.html))


def _may_see_what_it_tells(actor: Actor, found: MessageCard, own: Collection[int]) -> bool:
    """A host who is not in a secret group does not read its words in a mail either."""
    kind = _mails.get(found.kind)
    if kind is None or not kind.tells_of or found.person in own:
        return True
    about = str(found.parameters.get(kind.tells_of, ""))
    return about in cards(actor, [about])


def _handled(mail: int) -> list[HandledCard]:
    done = history(about=f"notifications.mail:{mail}", words=["mail_handled"]).items
    people = person_cards([fact.actor for fact in done if fact.actor is not None])
    return [HandledCard(str(one.payload["act"]), people.get(one.actor or 0), one.occurred_at) for one in done]


def mail_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`notifications.mail:ID`: for hosts, by what kind of mail it is."""
    if not may_handle(actor):
        return {}
    found = [(one, _mails.get(one.kind)) for one in messages_of(ids)]
    return {
        one.id: Card(f"notifications.mail:{one.id}", str(kind.title if kind else one.kind), f"/mailbox/{one.uid}")
        for one, kind in found
    }


def choice_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`gate.choice:ID`: whoever said it, by what kind of mail it is about."""
    return {
        id: Card(f"gate.choice:{id}", str(_mails[kind].title) if kind in _mails else kind, "/me/mails")
        for id, kind in choices_of(actor, ids).items()
    }


def my_mails(actor: Actor) -> list[OfferedCard]:
    """Every kind of mail that is no service, in the order of `MAILS`, as the actor chose it."""
    return [OfferedCard(one.kind, offered(one.kind), one) for one in my_kinds(actor) if one.kind in _mails]


def my_mail_history(actor: Actor) -> list[ChosenCard]:
    """What the actor said about kinds of mail, the latest first."""
    return [ChosenCard(offered(one.kind), one) for one in my_choices(actor)]


def kind_title(kind: str) -> str:
    """What a kind of mail is called."""
    found = _mails.get(kind)
    return str(found.title) if found is not None else kind


def offered(kind: str) -> str:
    """The words for a kind of mail that follow "I want a mail when"."""
    found = _mails.get(kind)
    return str(found.offered) if found is not None else kind


def _own(actor: Actor) -> Collection[int]:
    return ids_of(actor.person) if actor.person is not None else ()


def _card(actor: Actor, found: MessageCard, own: Collection[int]) -> MailCard:
    readable = bool(may_read(actor, found, own)) and found.is_readable
    kind = _mails.get(found.kind)
    if kind is None:
        title = found.kind
    elif readable and not kind.tells_of:
        title = str(kind.subject) % {**found.parameters, "community": community().name}
    else:
        title = str(kind.title)
    return MailCard(
        id=found.id,
        uid=found.uid,
        kind=found.kind,
        address=found.address,
        title=title,
        state=found.state,
        says=found.says,
        attempts=found.attempts,
        made_at=found.made_at,
        sent_at=found.sent_at,
        next_at=found.due_at if found.state == "waiting" else None,
        may_read=readable,
    )
