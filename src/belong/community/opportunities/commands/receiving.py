"""Being received: leaving a step for later, and being asked no more."""

from django.db import transaction

from belong.community.opportunities.models import PutOff, Received, Step
from belong.community.opportunities.policies import may_say
from belong.ground.kernel.public import NotFound, now
from belong.ground.people.public import Actor, person_for


def put_off(*, actor: Actor, step: str) -> None:
    """The actor leaves a step for later; it comes back."""
    may_say(actor).or_refuse()
    if step not in Step.values:
        raise NotFound
    with transaction.atomic():
        person = person_for(actor, actor.person or 0)
        PutOff.objects.update_or_create(person=person, step=step, defaults={"at": now()})


def end_reception(*, actor: Actor) -> None:
    """The actor is asked no more; all that was asked stays where it can be said."""
    may_say(actor).or_refuse()
    with transaction.atomic():
        person = person_for(actor, actor.person or 0)
        Received.objects.get_or_create(person=person, defaults={"at": now()})
