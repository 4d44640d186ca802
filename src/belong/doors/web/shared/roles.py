"""Roles, as people say them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROLES: "dict[str, StrOrPromise]" = {"owner": _("Owner"), "host": _("Host")}


def role_said(role: str) -> str:
    """A role as people say it: those of the community have the names that it gave them."""
    return str(ROLES.get(role) or role.replace("_", " ").replace("-", " ").capitalize())
