"""What the fields of profiles are called."""

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import community

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OURS: "dict[str, StrOrPromise]" = {"place": _("Place")}
"""The fields that come with the program, as long as nobody here renamed them."""


def label_of(key: str, label: str) -> str:
    """What a field is called here, in the reader's language where it is the program's own."""
    return label or gettext(str(OURS.get(key, key.capitalize())))


def read_as(key: str, label: str) -> set[str]:
    """All that a field is read as in the languages that the community speaks, without regard to capitals."""
    if label:
        return {label.casefold()}
    names = set()
    for language in community().spoken:
        with translation.override(language):
            names.add(label_of(key, label).casefold())
    return names
