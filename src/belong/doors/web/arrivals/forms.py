"""What is typed on the way here: an address, a line, answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.forms import CHOOSE, CreatingForm, line_field

NO_ADDRESS = _("This is no e-mail address: write one such as ana@example.org.")
WRITE = _("Please write something here.")


def address_field(label: Any, help_text: Any = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        max_length=320,
        error_messages={"required": NO_ADDRESS, "invalid": NO_ADDRESS, "max_length": NO_ADDRESS},
    )


class StayForm(forms.Form):
    """One address; the sentence beside it is the permission."""

    address = address_field(_("Your e-mail address"))

    def __init__(self, sentence: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["address"].help_text = sentence


class LeaveForm(forms.Form):
    address = address_field(_("Your e-mail address"), _("We send a link there that ends it."))


class InviteForm(CreatingForm):
    """`group` and `topic` say to what, where the page that led here did."""

    address = address_field(
        _("Their e-mail address"),
        _(
            "They get one mail, with your name and your line. Members are not shown the address; hosts see to whom "
            "mails go."
        ),
    )
    line = line_field(
        _("A line of yours"), _("Why them? One true sentence does more than all we could write."),
        required=False, max_length=300,
    )  # fmt: skip
    group = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    topic = forms.UUIDField(required=False, widget=forms.HiddenInput)


class JoinForm(CreatingForm):
    """A name, an address and an answer to each question of the hosts."""

    name = line_field(_("Your name"), _("As others in the community shall read it."), max_length=100)
    address = address_field(_("Your e-mail address"), _("We send a code there. No other member sees it."))

    def __init__(self, questions: Sequence[str], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.names = [f"answer_{number}" for number in range(1, len(questions) + 1)]
        for name, question in zip(self.names, questions, strict=True):
            self.fields[name] = forms.CharField(
                label=question,
                max_length=1000,
                error_messages={
                    "required": WRITE,
                    "max_length": _("This text has %(show_value)d characters; %(limit_value)d are the most."),
                },
            )

    @property
    def answers(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.names]


class CodeForm(forms.Form):
    code = line_field(_("The code from the mail"), max_length=20)


class DecideForm(forms.Form):
    """Yes or no, with words that they read in a mail."""

    decision = forms.ChoiceField(choices=[("yes", _("Let in")), ("no", _("Not now"))], error_messages=CHOOSE)
    words = line_field(
        _("A few words for them"), _("They read it in the mail with your answer."), required=False, max_length=1000
    )
