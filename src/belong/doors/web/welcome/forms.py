"""Forms of being received: ticks for subjects and groups, and for each hope and offer what belongs to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from belong.community.opportunities.public import (
    WORDS_LENGTH,
    Hope,
    HopeCard,
    OfferCard,
    Offered,
    Visibility,
)
from belong.doors.web.shared.forms import CHOOSE, line_field
from belong.ground.kernel.public import Invalid

STRENGTH = [("1", _("a little")), ("2", _("quite")), ("3", _("very much"))]


class TicksForm(forms.Form):
    """Some of several things, or none of them."""

    ticked = forms.MultipleChoiceField(required=False, error_messages=CHOOSE)

    def __init__(self, offered: Sequence[tuple[str, str]], ticked: Sequence[str] = (), data: Any = None) -> None:
        super().__init__(data, initial={"ticked": list(ticked)})
        self.fields["ticked"].choices = offered  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[str]:
        """What is ticked, as it was sent or as it stands."""
        return list(self["ticked"].value() or ())


@dataclass(frozen=True, slots=True)
class Line:
    """What is filled in of one hope or offer."""

    kind: str
    tick: BoundField
    words: BoundField
    visible: BoundField
    strength: BoundField | None


class SaidForm(forms.Form):
    """For each thing of a vocabulary a tick, and what goes with it: how much, a line, who is told."""

    vocabulary: type[Hope] | type[Offered]
    with_strength = False
    told_first: str

    def __init__(self, stands: Sequence[HopeCard | OfferCard], data: Any = None) -> None:
        super().__init__(data)
        said: Mapping[str, HopeCard | OfferCard] = {one.kind: one for one in stands}
        for kind, label in self.vocabulary.choices:  # all of its fields are called so: an error names what it is about
            one = said.get(kind)
            self.fields[f"is-{kind}"] = forms.BooleanField(label=label, required=False, initial=one is not None)
            words = line_field(label, required=False, max_length=WORDS_LENGTH)
            words.initial = one.words if one else ""
            self.fields[f"words-{kind}"] = words
            self.fields[f"visible-{kind}"] = forms.ChoiceField(
                label=label,
                choices=Visibility.choices,
                initial=one.visibility if one else self.told_first,
                required=False,
                error_messages=CHOOSE,
            )
            if self.with_strength:
                self.fields[f"strength-{kind}"] = forms.ChoiceField(
                    label=label,
                    choices=STRENGTH,
                    initial=str(one.strength) if isinstance(one, HopeCard) else "2",
                    required=False,
                    error_messages=CHOOSE,
                )

    @property
    def lines(self) -> list[Line]:
        return [
            Line(
                kind,
                self[f"is-{kind}"],
                self[f"words-{kind}"],
                self[f"visible-{kind}"],
                self[f"strength-{kind}"] if self.with_strength else None,
            )
            for kind in self.vocabulary.values
        ]

    @property
    def ticked(self) -> list[str]:
        return [kind for kind in self.vocabulary.values if self.cleaned_data[f"is-{kind}"]]

    def told(self, kind: str) -> str:
        return self.cleaned_data[f"visible-{kind}"] or self.told_first

    def said(self, command: Callable[[], None]) -> None:
        """What the room says of a thing stands at its line of words."""
        try:
            command()
        except Invalid as wrong:
            raise Invalid({f"words-{kind}": says for kind, says in wrong.errors.items()}) from None


class HopesForm(SaidForm):
    vocabulary = Hope
    with_strength = True
    told_first = Visibility.ENGINE.value

    @property
    def hopes(self) -> list[HopeCard]:
        given = self.cleaned_data
        return [
            HopeCard(kind, int(given[f"strength-{kind}"] or 2), given[f"words-{kind}"], self.told(kind))
            for kind in self.ticked
        ]


class OffersForm(SaidForm):
    vocabulary = Offered
    told_first = Visibility.MEMBERS.value

    @property
    def offers(self) -> list[OfferCard]:
        return [OfferCard(kind, self.cleaned_data[f"words-{kind}"], self.told(kind)) for kind in self.ticked]
