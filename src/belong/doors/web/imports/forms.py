"""The form of an archive that is sent: its file, and the options that its format has."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.imports.public import Format

LONGEST_OPTION = 300


class OptionsForm(forms.Form):
    """What can be said of an archive of one format."""

    def __init__(self, format_: Format, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.format = format_
        for option in format_.options:
            self.fields[option.name] = (
                forms.ChoiceField(
                    label=option.label,
                    help_text=option.help,
                    required=False,
                    initial=option.default,
                    choices=list(option.choices),
                )
                if option.choices
                else forms.CharField(
                    label=option.label,
                    help_text=option.help,
                    required=False,
                    initial=option.default,
                    max_length=LONGEST_OPTION,
                )
            )

    @property
    def options(self) -> dict[str, str]:
        """What was said of the archive; what was left out has the format's defaults."""
        said = {one.name: str(self.cleaned_data.get(one.name) or one.default) for one in self.format.options}
        return {name: value for name, value in said.items() if value}


class ArchiveForm(OptionsForm):
    """Made for one format. A file that the format cannot be is refused by its name already."""

    def __init__(self, format_: Format, *args: object, **kwargs: object) -> None:
        super().__init__(format_, *args, **kwargs)
        self.fields["file"] = forms.FileField(
            label=_("The file"),
            help_text=format_.takes,
            max_length=300,
            error_messages={
                "required": _("Choose the file of the archive."),
                "empty": _("This file is empty."),
                "max_length": _("The name of this file is too long."),
            },
        )

    @property
    def accepts(self) -> str:
        """The endings that a browser offers to choose."""
        return ",".join(self._endings())

    @property
    def unpacks(self) -> bool:
        """Whether what was sent is a .zip whose files are the archive."""
        return self.format.zipped and str(self.cleaned_data["file"].name).lower().endswith(".zip")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        name = str(file.name).lower()
        if name.endswith(".7z"):
            raise forms.ValidationError(
                _("A .7z is not unpacked here: unpack it with 7-Zip, pack its files as a .zip, send that.")
            )
        if not name.endswith(tuple(self._endings())):
            raise forms.ValidationError(
                _("This file ends in %(ending)s. %(takes)s"),
                params={"ending": PurePath(name).suffix or _("nothing"), "takes": self.format.takes},
            )
        return file

    def _endings(self) -> list[str]:
        return [*self.format.files, *([".zip"] if self.format.zipped else [])]
