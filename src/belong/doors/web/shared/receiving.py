"""What a newcomer is asked, in words, and what is asked next on the first page."""

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from belong.community.opportunities import public as opportunities
from belong.community.opportunities.public import Step
from belong.ground.people.public import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Asked:
    """A step: its title, and why it is asked."""

    key: str
    title: "StrOrPromise"
    why: "StrOrPromise"


STEPS = {
    one.key: one
    for one in (
        Asked(
            Step.VALUES.value,
            _("What holds between us"),
            _("So that everybody knows how we treat each other here."),
        ),
        Asked(
            Step.INTERESTS.value,
            _("What interests you"),
            _("Then the questions that you see first are yours, and those who share a subject find you."),
        ),
        Asked(
            Step.GROUPS.value,
            _("Where you want to be"),
            _("People meet in groups. What is said in yours stands on your first page."),
        ),
        Asked(
            Step.HOPES.value,
            _("What you hope for"),
            _("Then what is suggested to you serves you. Nobody reads it unless you say so."),
        ),
        Asked(
            Step.OFFERS.value,
            _("What you can offer"),
            _("Somebody may need just that. Offering binds you to nothing."),
        ),
        Asked(
            Step.FIRST.value,
            _("A first step"),
            _("Something small that suits what you have said."),
        ),
    )
}


def next_asked(actor: Actor, answered: Set[str]) -> Asked | None:
    """The one thing that is asked now on the first page, if any. One statement."""
    steps = opportunities.open_steps(opportunities.reception(actor), answered)
    return STEPS[steps[0].value] if steps else None
