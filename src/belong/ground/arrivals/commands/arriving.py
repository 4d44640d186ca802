"""The last step: whoever was invited or let in opens an account, and what was promised to them comes true."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.ground.arrivals.cards import INVITATION, WayIn
from belong.ground.arrivals.models import Invitation, Request
from belong.ground.arrivals.periods import holds, is_open, lets_in
from belong.ground.arrivals.secrets import token_digest
from belong.ground.groups.public import actor_for, group_cards, join_group, set_member_role
from belong.ground.kernel.public import NotFound, Refused, community, now
from belong.ground.ledger.public import ReferralMade, ids_of, record
from belong.ground.people.public import Account, Actor, account_of


def arrive(*, way: WayIn, person: int) -> None:
    """This person opened an account by that way in; what follows from it comes with `settle`. Inside the transaction
    that opens it.
    """
    with transaction.atomic():
        table = Invitation if way.kind == INVITATION else Request
        table.objects.filter(uid=way.uid, joined_at__isnull=True).update(person=person)


def may_join(*, account: int) -> bool:
    """Whether the holder, who has not proved an address yet, may become a member by doing so: everybody may, or the
    way in that they came by still leads to them. A link lets one person in, whoever opened it last."""
    holder = Account.objects.filter(pk=account, must_prove=True).values_list("person", flat=True).first()
    if holder is None or community().is_open:
        return True
    invited = Invitation.objects.filter(is_open(), person=holder).exists()
    return invited or Request.objects.filter(lets_in(), person=holder).exists()


def settle(*, account: int) -> None:
    """The account's holder has joined: who invited them is a fact, and they are in the group they were invited to.

    Once; nothing for who came by themselves, nor by an invitation that was taken back before they had joined.
    """
    with transaction.atomic():
        holder = Account.objects.filter(pk=account, must_prove=False).values_list("person", flat=True).first()
        if holder is None:
            return
        for one in Invitation.objects.select_for_update().filter(holds(), person=holder):
            _came(one, holder)
            if holder not in ids_of(one.inviter_id):
                record(
                    ReferralMade(
                        actor=one.inviter_id,
                        counterpart=holder,
                        about=f"arrivals.invitation:{one.pk}",
                        group=one.group_id,
                    )
                )
            _bring_in(one, actor_for(account))
        Request.objects.filter(person=holder, joined_at__isnull=True).update(joined_at=now())


def accept_invitation(*, actor: Actor, token: str) -> UUID:
    """Somebody who is a member already follows the link: they are in the group. They were not brought here by it."""
    if actor.acting is None:
        raise NotFound
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(is_open(), digest=token_digest(token)).first()
        if found is None:
            raise NotFound
        if actor.person in ids_of(found.inviter_id):
            raise Refused(_("You sent this invitation yourself."))
        _came(found, actor.acting)
        _bring_in(found, actor)
        return found.uid


def _came(invitation: Invitation, person: int) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(person=person, joined_at=now(), address="")


def _bring_in(invitation: Invitation, newcomer: Actor) -> None:
    """Into the group: by themselves where everybody may join, else by whoever invited them, if they still may."""
    if invitation.group_id is None or newcomer.person is None:
        return
    inviter = _actor_of(invitation.inviter_id)
    known = group_cards(inviter, [invitation.group_id]).get(invitation.group_id)
    if known is None:
        return
    try:
        with transaction.atomic():
            if known.audience in {"public", "members"}:
                join_group(actor=newcomer, slug=known.slug)
            else:
                set_member_role(actor=inviter, slug=known.slug, person=newcomer.person, role="member")
    except (Refused, NotFound):
        return  # they may not bring anybody in any more: the newcomer has joined the community all the same


def _actor_of(person: int) -> Actor:
    account = account_of(person)
    return actor_for(account.pk if account is not None else None)
