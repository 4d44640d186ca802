"""Who may see where a person stands, and who may decide about it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import Actor
from belong.insight.journey.models import Stay


def may_see_ladder(actor: Actor) -> Decision:
    """The figures of the ladder and the lists behind them."""
    return YES if actor.is_host else no(_("Only hosts see the ladder's figures."))


def may_see_stage(actor: Actor, person: int) -> Decision:
    """The stage of a person with its reasons: their own, and for hosts everybody's."""
    if actor.is_host or (actor.person is not None and actor.person == person):
        return YES
    return no(_("Only the person and hosts see where they stand."))


def may_decide(actor: Actor) -> Decision:
    """Choosing a ladder, setting and withdrawing overrides."""
    return YES if actor.is_host else no(_("Only hosts decide about the ladder."))


def visible_to(actor: Actor) -> QuerySet[Stay]:
    """The stays that `actor` may see: the rule of `may_see_stage`, as rows."""
    if actor.is_host:
        return Stay.objects.all()
    if actor.person is None:
        return Stay.objects.none()
    return Stay.objects.filter(person_id=actor.person)
