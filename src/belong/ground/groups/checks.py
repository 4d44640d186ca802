"""What the name, kind, audience and summary of a group must be. Each raises `Wrong` with one sentence."""

from typing import Any

from belong.ground.groups.models import LANGUAGE_LENGTH, NAME_LENGTH, SUMMARY_LENGTH, Audience, Kind, MemberRole
from belong.ground.kernel.public import clean_source, told_lazy
from belong.ground.kernel.public import told as _
from belong.ground.people.public import Wrong, one_line

NAME = told_lazy("The name")
NO_KIND = told_lazy("%(value)r is no kind of group: choose one of %(words)s.")
NO_AUDIENCE = told_lazy("%(value)r is no audience: choose one of %(words)s.")
NO_ROLE = told_lazy("%(value)r is no role in a group: choose one of %(words)s.")


def group_name(name: str) -> str:
    line = one_line(name, NAME_LENGTH, NAME)
    if not line:
        raise Wrong(_("A group needs a name."))
    return line


def summary_of(text: str) -> str:
    kept = clean_source(text).strip()
    if len(kept) > SUMMARY_LENGTH:
        raise Wrong(
            _("The summary has %(count)s characters; %(most)s are the most.")
            % {"count": f"{len(kept):,}", "most": f"{SUMMARY_LENGTH:,}"}
        )
    return kept


def kind_of(kind: str) -> str:
    return _one_of(kind, Kind.values, NO_KIND)


def audience_of(audience: str) -> str:
    return _one_of(audience, Audience.values, NO_AUDIENCE)


def language_of(language: str) -> str:
    """Two small letters, as ISO 639-1 has them, or none."""
    if language and not (len(language) == LANGUAGE_LENGTH and language.isascii() and language.islower()):
        raise Wrong(_("A language is named by two small letters, for instance de."))
    return language


def role_of(role: str) -> str:
    return _one_of(role, MemberRole.values, NO_ROLE)


def _one_of(value: str, allowed: list[str], wrong: Any) -> str:
    if value not in allowed:
        raise Wrong(wrong % {"value": value, "words": ", ".join(allowed)})
    return value
