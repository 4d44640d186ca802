"""What somebody gave and received, in sentences."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GAVE: "dict[str, StrOrPromise]" = {
    "answered": ngettext_lazy("%(count)d answer that you gave", "%(count)d answers that you gave", "count"),
    "accepted": ngettext_lazy("%(count)d answer that you accepted", "%(count)d answers that you accepted", "count"),
    "thanked": ngettext_lazy("%(count)d time you thanked somebody", "%(count)d times you thanked somebody", "count"),
    "asked": ngettext_lazy("%(count)d question that you asked", "%(count)d questions that you asked", "count"),
    "started": ngettext_lazy(
        "%(count)d conversation that you began", "%(count)d conversations that you began", "count"
    ),
    "replied": ngettext_lazy("%(count)d reply that you wrote", "%(count)d replies that you wrote", "count"),
    "voted": ngettext_lazy("%(count)d vote that you gave", "%(count)d votes that you gave", "count"),
    "shared": ngettext_lazy("%(count)d thing that you shared", "%(count)d things that you shared", "count"),
    "reviewed": ngettext_lazy("%(count)d review that you wrote", "%(count)d reviews that you wrote", "count"),
    "spoke": ngettext_lazy("%(count)d talk that you gave", "%(count)d talks that you gave", "count"),
    "hosted": ngettext_lazy("%(count)d event that you hosted", "%(count)d events that you hosted", "count"),
    "attended": ngettext_lazy("%(count)d event that you came to", "%(count)d events that you came to", "count"),
    "referred": ngettext_lazy("%(count)d person whom you brought", "%(count)d people whom you brought", "count"),
}
RECEIVED: "dict[str, StrOrPromise]" = {
    "answered": ngettext_lazy(
        "%(count)d answer to a question of yours", "%(count)d answers to questions of yours", "count"
    ),
    "accepted": ngettext_lazy(
        "%(count)d answer of yours was accepted", "%(count)d answers of yours were accepted", "count"
    ),
    "thanked": ngettext_lazy("%(count)d time you were thanked", "%(count)d times you were thanked", "count"),
    "replied": ngettext_lazy("%(count)d reply to you", "%(count)d replies to you", "count"),
    "voted": ngettext_lazy("%(count)d vote on what you wrote", "%(count)d votes on what you wrote", "count"),
    "contacted": ngettext_lazy("%(count)d time we were in touch", "%(count)d times we were in touch", "count"),
}

STATES: "dict[str, StrOrPromise]" = {
    "waiting": _("A host has not answered yet."),
    "withdrawn": _("It was withdrawn and counts no longer."),
    "explained": _("It stands, and a host said why:"),
    "taken_back": _("You no longer contest it."),
}
