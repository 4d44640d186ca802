"""Whether a mail may go to somebody, right now, and whether it has to wait for another day: the one place that says so.

May it go is asked of each mail at the moment of sending; has it to wait of each batch, before it is sent.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from belong.ground.kernel.public import (
    YES,
    Decision,
    Due,
    Wait,
    day_of,
    end_of_day,
    gone_since,
    no,
    now,
    start_of_day,
    stopped_because,
)
from belong.ground.ledger.public import ids_of, ids_of_each
from belong.ground.people.public import Account, Rows, permission_rows, person_rows
from belong.ground.settings.public import mails_a_day
from belong.reach.gate.kinds import CHANNEL, Terms, kinds_with_a_purpose, terms_of
from belong.reach.gate.models import Choice

STOPPED = "Nothing is sent to this address any more."
NOT_ALLOWED = "The reader gave no permission for this."
NOT_WANTED = "The reader wants no mails of this kind."
CLOSED = "The reader's account was closed."
NOBODY = "Nobody is known at this address, so nobody can have allowed this."
GONE = "Whoever it was for is not known here any more."
ENOUGH = "The reader got as many mails today as one person gets in a day: it goes tomorrow."
A_MOMENT = timedelta(minutes=1)
"""After which what others have in hand now has left or has not."""
ENOUGH_OF_A_KIND = "The reader got as many mails of this kind today as one person gets in a day: it goes tomorrow."


def may_send(kind: str, person: int | None, address: str, at: datetime) -> Decision:
    """Whether a mail of `kind` may go to `person` at `address`, at the instant `at`. At most three queries.

    What somebody asked for a moment ago (a code, a confirmation) is kept back only where the address is stopped, where
    its person was erased, or where it lets somebody in whose account was closed.
    """
    if stopped_because(address) is not None:
        return no(STOPPED)
    terms = terms_of(kind)
    if person is None:
        return YES if terms.service else no(NOBODY)
    stands = _standing(kind, terms, person, at)
    if stands is None:
        return no(GONE)
    if terms.service:
        return no(CLOSED) if terms.lets_in and stands.closed_at is not None else YES
    return _wanted(stands)


def _wanted(stands: "_Standing") -> Decision:
    if stands.allowed_at is None:
        return no(NOT_ALLOWED)
    if stands.closed_at is not None and stands.allowed_at <= stands.closed_at:
        return no(CLOSED)
    return YES if stands.wanted else no(NOT_WANTED)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How somebody stands to a kind of mail. `closed_at`: when the last of their accounts was closed, if all are; who
    allowed us to write after that, without an account, is written to."""

    allowed_at: datetime | None
    wanted: bool
    closed_at: datetime | None


def _standing(kind: str, terms: Terms, person: int, at: datetime) -> _Standing | None:
    """By whichever of their records: one who was merged is asked as one. None for somebody who was erased."""
    ids = ids_of(person)
    accounts = Account.objects.filter(person__in=ids)
    row = (
        person_rows()
        .filter(pk=person, erased_at__isnull=True)
        .annotate(
            allowed=Subquery(allowed_in(ids, terms.purpose, at).order_by("-from_at").values("from_at")[:1]),
            wanted=Coalesce(Subquery(newest_choice(ids, kind).values("wanted")[:1]), True),
            active=Exists(accounts.filter(is_active=True)),
            closed=Subquery(accounts.order_by("-closed_at").values("closed_at")[:1]),
        )
        .values_list("allowed", "wanted", "active", "closed")
        .first()
    )
    if row is None:
        return None
    allowed_at, wanted, active, closed_at = row
    return _Standing(allowed_at, wanted, None if active else closed_at)


def allowed_in(ids: Sequence[int], purpose: str, at: datetime) -> Rows:
    """The permissions for a purpose that stand at `at`: rows with `from_at`."""
    given = permission_rows().filter(person__in=ids, channel=CHANNEL, purpose=purpose, granted_at__lte=at)
    return given.filter(Q(until_at__isnull=True) | Q(until_at__gt=at))


def newest_choice(ids: Sequence[int], kind: str) -> QuerySet[Choice]:
    return Choice.objects.filter(person__in=ids, kind=kind).order_by("-at", "-id")


def waits(due: Sequence[Due]) -> Mapping[int, Wait]:
    """Which of these mails wait until the next day, because their readers got enough today. Two queries, or none.

    The first that are due go first. What others are sending now, or what goes of this batch, takes its place as well;
    but where that would make it enough the others are asked about again when it has left: it may turn out that some of
    it does not go at all.
    """
    terms = kinds_with_a_purpose()
    counted = [(one, one.person) for one in due if one.kind in terms and one.person is not None]
    if not counted:
        return {}
    today = day_of(now())
    ids = ids_of_each(person for _one, person in counted)
    sent, with_those_in_hand = _had(ids, start_of_day(today), list(terms))
    had = with_those_in_hand.copy()
    found: dict[int, Wait] = {}
    for one, person in counted:
        who, most = min(ids[person]), terms[one.kind].most_a_day
        if says := _enough(sent, who, one.kind, most):
            found[one.id] = Wait(end_of_day(today), says)
        elif _enough(with_those_in_hand, who, one.kind, most):
            found[one.id] = Wait(now() + A_MOMENT)
        elif _enough(had, who, one.kind, most):
            found[one.id] = Wait(None)
        else:
            had[who, one.kind] += 1
            had[who, ""] += 1
    return found


Had = Counter[tuple[int, str]]


def _had(ids: Mapping[int, Sequence[int]], since: datetime, kinds: Sequence[str]) -> tuple[Had, Had]:
    """How many mails each person had, of a kind and ("") of all, and the same with those that are being sent; a person
    is named by the smallest of their ids."""
    who = {each: min(all_of_them) for all_of_them in ids.values() for each in all_of_them}
    sent: Had = Counter()
    with_those_in_hand: Had = Counter()
    for (person, kind), gone in gone_since(since, persons=list(who), kinds=kinds).items():
        for of in (kind, ""):
            sent[who[person], of] += gone.sent
            with_those_in_hand[who[person], of] += gone.sent + gone.in_hand
    return sent, with_those_in_hand


def _enough(had: Had, who: int, kind: str, most_of_kind: int | None) -> str:
    if had[who, ""] >= mails_a_day():
        return ENOUGH
    if most_of_kind is not None and had[who, kind] >= most_of_kind:
        return ENOUGH_OF_A_KIND
    return ""
