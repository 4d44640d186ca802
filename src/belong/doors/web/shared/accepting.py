"""Accepting texts: a tick for each, and the version that was read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.forms import replace
from belong.ground.settings.public import TextCard

TICK = _("Tick this to accept it; without it you cannot take part here.")


def add_ticks(form: forms.Form, texts: Sequence[TextCard], titles: Mapping[str, Any]) -> None:
    """Ask in this form for each of the texts; a hidden version says which one was read, and nothing where the text
    was not there yet."""
    for card in texts:
        form.fields[card.key] = forms.BooleanField(
            label=_("I have read this and accept it: %(title)s") % {"title": titles[card.key]},
            error_messages={"required": TICK},
        )
        form.fields[f"{card.key}_version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=card.version, min_value=1, max_value=10**6, required=False
        )


def ticked_versions(form: forms.Form, keys: Iterable[str]) -> dict[str, int]:
    """The versions that were accepted by a form that is valid."""
    return {key: form.cleaned_data[f"{key}_version"] for key in keys}


def show_anew(form: forms.Form, texts: Sequence[TextCard]) -> None:
    """What was changed meanwhile goes back with the version that is shown now, to be read and ticked again."""
    anew = [card for card in texts if card.key in form.errors]
    replace(form, **{f"{card.key}_version": str(card.version) for card in anew}, **{card.key: "" for card in anew})


class AcceptForm(forms.Form):
    """A tick for each text, and nothing else."""

    def __init__(self, texts: Sequence[TextCard], titles: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        self.keys = [card.key for card in texts]
        add_ticks(self, texts, titles)

    def show_anew(self, texts: Sequence[TextCard]) -> None:
        show_anew(self, texts)

    @property
    def versions(self) -> dict[str, int]:
        return ticked_versions(self, self.keys)
