from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.arrivals.models import LINE_LENGTH, Invitation
from belong.ground.arrivals.paths import invitation_path
from belong.ground.arrivals.periods import INVITATION_GOOD_FOR, is_open
from belong.ground.arrivals.policies import may_invite, may_invite_into
from belong.ground.arrivals.secrets import fresh_token, token_digest
from belong.ground.arrivals.sending import sendable
from belong.ground.groups.public import CLOSED, Group, hold_for_writing, visible_to
from belong.ground.kernel.public import Invalid, NotFound, Refused, now, post, stop_address
from belong.ground.ledger.public import InvitationSent, InvitationTakenBack, ids_of, record
from belong.ground.people.public import Account, Actor, invalid_as, mail_address, one_line, person_for

KIND = "service.invitation"
DAY, MOST_A_DAY = timedelta(days=1), 20
MOST_TO_ONE = 3

OWN = gettext_lazy("This is your own address.")
ENOUGH = gettext_lazy(
    "You have invited %(most)s people since yesterday, which is the most. Write to the others tomorrow."
)
ALREADY = gettext_lazy("You have invited this address already; your line is on its way. You find it in the list below.")
NO_MORE_MAILS = "Whoever reads there asked for no mails."


def invite(
    *,
    actor: Actor,
    address: str,
    request_key: UUID,
    line: str = "",
    group: str = "",
    about: str = "",
    language: str = "",
) -> UUID:
    """Ask whoever reads `address` to come: to the community, to a `group` (its slug), or to read what `about` names.

    Nobody learns whether the address is known, or takes mails from us. The same key again gives the first invitation.
    `Invalid` names "group" where it is closed, also since the inviter saw it: who typed a line has it still.
    """
    may_invite(actor).or_refuse()
    if actor.person is None or actor.acting is None:
        raise NotFound
    with invalid_as("address"):
        address = mail_address(address)
    with invalid_as("line"):
        line = one_line(line, LINE_LENGTH, _("Your line"))
    into = _group(actor, group) if group else None
    thing = sendable(actor, about) if about else None
    if about and thing is None:
        raise NotFound
    with transaction.atomic():
        person_for(actor, actor.person)  # one at a time: two sent at once are counted
        mine = Invitation.objects.filter(inviter__in=ids_of(actor.person))
        again = mine.filter(request_key=request_key).first()
        if again is not None:
            return again.uid
        if into is not None:
            _hold(actor, into)
        _look_at(actor, address)
        lately = Invitation.objects.filter(address=address, sent_at__gt=now() - INVITATION_GOOD_FOR).count()
        token = fresh_token()
        made = Invitation.objects.create(
            request_key=request_key,
            digest=token_digest(token),
            inviter_id=actor.acting,
            address=address,
            line=line,
            group=into,
            about=about,
            sent_at=now(),
            expires_at=now() + INVITATION_GOOD_FOR,
        )
        record(
            InvitationSent(
                actor=actor.acting,
                about=f"arrivals.invitation:{made.pk}",
                group=into.pk if into is not None else None,
                occurred_at=made.sent_at,
            )
        )
        if lately < MOST_TO_ONE:
            parameters = {
                "path": invitation_path(token),
                "from_name": actor.name,
                "line": line,
                "group": into.name if into is not None else "",
                "topic": thing.title if thing is not None else "",
            }
            post(kind=KIND, address=address, parameters=parameters, language=language)
        return made.uid


def _group(actor: Actor, slug: str) -> Group:
    found = visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def _hold(actor: Actor, group: Group) -> None:
    """Nobody closes the group before the invitation is on its way."""
    hold_for_writing(group)
    if group.closed_at is not None:
        raise Invalid({"group": CLOSED})
    may_invite_into(actor, group).or_refuse()


def _look_at(actor: Actor, address: str) -> None:
    """Raises `Invalid` where one's own list or address stands against it: nothing is said of anybody else."""
    ids = ids_of(actor.person or 0)
    if Account.objects.filter(person__in=ids, email=address).exists():
        raise Invalid({"address": OWN})
    mine = Invitation.objects.filter(inviter__in=ids)
    if mine.filter(is_open(), address=address).exists():
        raise Invalid({"address": ALREADY})
    if mine.filter(sent_at__gt=now() - DAY).count() >= MOST_A_DAY:
        raise Invalid({"address": ENOUGH % {"most": MOST_A_DAY}})


def take_invitation_back(*, actor: Actor, uid: UUID) -> None:
    """Its link leads nowhere from now on. Theirs to do who sent it; raises `NotFound` for others."""
    if actor.person is None:
        raise NotFound
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(uid=uid, inviter__in=ids_of(actor.person)).first()
        if found is None:
            raise NotFound
        if found.taken_back_at is not None:
            return
        if found.joined_at is not None:
            raise Refused(_("They have come already."))
        Invitation.objects.filter(pk=found.pk).update(taken_back_at=now())
        record(InvitationTakenBack(actor=actor.acting, about=f"arrivals.invitation:{found.pk}", group=found.group_id))


def refuse_invitation(*, token: str) -> None:
    """Whoever reads there wants no more mails: nothing is sent to the address any more, by nobody here."""
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(is_open(), digest=token_digest(token)).first()
        if found is None:
            raise NotFound
        stop_address(found.address, reason=NO_MORE_MAILS)
        Invitation.objects.filter(pk=found.pk).update(refused_at=now())
