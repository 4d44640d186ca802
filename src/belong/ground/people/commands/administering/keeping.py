"""Fetching the record that is changed, and the row that says what was changed and why."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import Invalid
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.administering.policies import may_administer, may_change_record
from belong.ground.people.commands.fetching import invalid_as, person_for
from belong.ground.people.kept import REASON_LENGTH
from belong.ground.people.models import Edit, Person

What = Edit.What
WHY_NEEDED = gettext_lazy("Say why: others read it when they wonder about this change.")


def record_for(actor: Actor, person: int) -> Person:
    """The person's row, locked, where the actor may change records like theirs; else `NotFound` or `Refused`."""
    found = person_for(actor, person)
    may_administer(actor).or_refuse()
    may_change_record(actor, found.pk).or_refuse()
    return found


def reason_of(text: str) -> str:
    """Why, on one line; `Invalid` where nothing is said."""
    with invalid_as("reason"):
        reason = checks.one_line(text, REASON_LENGTH, _("The reason"))
    if not reason:
        raise Invalid({"reason": WHY_NEEDED})
    return reason


def keep_edit(
    person: int, what: What, *, actor: Actor, reason: str = "", role: str = "", before: str = "", after: str = ""
) -> None:
    """The row in the history of the person, which hosts read."""
    Edit.objects.create(
        person_id=person, by_id=actor.acting, what=what, role=role, before=before, after=after, reason=reason
    )
