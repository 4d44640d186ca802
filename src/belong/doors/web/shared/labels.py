"""What the fields of profiles are called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from belong.community.profiles.public import FieldCard

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OURS: "dict[str, StrOrPromise]" = {"place": _("Place")}
"""The fields that come with the program, as long as nobody here renamed them."""


def label_of(field: FieldCard) -> str:
    """What a field is called here, in the reader's language where it is the program's own."""
    return field.label or gettext(str(OURS.get(field.key, field.key.capitalize())))
