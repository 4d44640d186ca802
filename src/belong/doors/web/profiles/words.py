"""Words of fields and of who is shown what, as these pages say them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN: "list[tuple[str, StrOrPromise]]" = [
    ("everyone", _("Everyone, also without signing in")),
    ("members", _("Members")),
    ("my_groups", _("People in my groups, and hosts")),
    ("hosts", _("Hosts")),
    ("only_me", _("Only me")),
]

KINDS: "list[tuple[str, StrOrPromise]]" = [
    ("text", _("A line of text")),
    ("long_text", _("A longer text")),
    ("choice", _("One of several choices")),
    ("choices", _("Some of several choices")),
    ("place", _("A place")),
    ("day", _("A day")),
    ("link", _("A link")),
]

BELONGS: "list[tuple[str, StrOrPromise]]" = [
    ("employer", _("I work there")),
    ("body", _("I belong to it: a club, a board, a school")),
    ("household", _("My household")),
]
