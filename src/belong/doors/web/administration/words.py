"""How changes of records, roles and identities are said."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.known import apart, known_as
from belong.doors.web.shared.times import day_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHANGED: "dict[str, StrOrPromise]" = {
    "named": _("The name"),
    "known": _("An address or handle more"),
    "not_known": _("An address or handle less"),
    "staff": _("Whether they work for us"),
    "role_given": _("A role was given"),
    "role_ended": _("A role was ended"),
    "term": _("How long a role lasts"),
    "to_come": _("A role to come"),
    "called_off": _("A role to come was called off"),
    "continues": _("Whether they wish to continue"),
    "closed": _("The account was closed"),
    "reopened": _("The account was opened again"),
    "seen_as": _("Somebody looked at the site as they see it"),
}
VALUES: "dict[str, StrOrPromise]" = {"staff": _("works for us"), "yes": _("yes"), "no": _("no")}


def value_said(what: str, value: str) -> str:
    """What something was before or is after a change, as it stands in the history."""
    if what in {"known", "not_known"} and value:
        return " · ".join(part for part in known_as(*apart(value)) if part)
    if what in {"role_given", "to_come", "called_off"} and value:
        begins, _slash, ends = value.partition("/")
        return gettext("%(begins)s to %(ends)s") % {"begins": _day(begins), "ends": _day(ends) or "…"}
    if what == "term" and value:
        return _day(value)
    return str(VALUES.get(value, value)) if what in {"staff", "continues"} else value


def _day(value: str) -> str:
    try:
        return day_text(date.fromisoformat(value))
    except ValueError:
        return value
