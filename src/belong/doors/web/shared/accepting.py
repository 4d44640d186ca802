"""Accepting texts: a tick for each, and the version that was read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.forms import replace
from belong.ground.settings.public import TextCard

TICK = _("Tick this to accept it; without it you cannot take part here.")


class AcceptForm(forms.Form):
    """A tick for each text; the hidden version says which one was read."""

    def __init__(self, texts: Sequence[TextCard], titles: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        self.keys = [card.key for card in texts]
        for card in texts:
            self.fields[card.key] = forms.BooleanField(
                label=_("I have read this and accept it: %(title)s") % {"title": titles[card.key]},
                error_messages={"required": TICK},
            )
            self.fields[f"{card.key}_version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=card.version, min_value=1, max_value=10**6
            )

    def show_anew(self, texts: Sequence[TextCard]) -> None:
        """What was changed meanwhile goes back with the version that is shown now, to be read and ticked again."""
        anew = [card for card in texts if card.key in self.errors]
        replace(self, **{f"{card.key}_version": str(card.version) for card in anew}, **{card.key: "" for card in anew})

    @property
    def versions(self) -> dict[str, int]:
        return {key: self.cleaned_data[f"{key}_version"] for key in self.keys}
