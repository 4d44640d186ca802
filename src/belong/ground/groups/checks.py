"""What the name, kind, audience and summary of a group must be. Each raises `Wrong` with one sentence."""

from belong.ground.groups.models import LANGUAGE_LENGTH, NAME_LENGTH, SUMMARY_LENGTH, Audience, Kind, MemberRole
from belong.ground.kernel.public import clean_source
from belong.ground.people.public import Wrong, one_line


def group_name(name: str) -> str:
    line = one_line(name, NAME_LENGTH, "The name")
    if not line:
        raise Wrong("A group needs a name.")
    return line


def summary_of(text: str) -> str:
    kept = clean_source(text).strip()
    if len(kept) > SUMMARY_LENGTH:
        raise Wrong(f"The summary has {len(kept):,} characters; {SUMMARY_LENGTH:,} are the most.")
    return kept


def kind_of(kind: str) -> str:
    return _one_of(kind, Kind.values, "kind of group")


def audience_of(audience: str) -> str:
    return _one_of(audience, Audience.values, "audience")


def language_of(language: str) -> str:
    """Two small letters, as ISO 639-1 has them, or none."""
    if language and not (len(language) == LANGUAGE_LENGTH and language.isascii() and language.islower()):
        raise Wrong("A language is named by two small letters, for instance de.")
    return language


def role_of(role: str) -> str:
    return _one_of(role, MemberRole.values, "role in a group")


def _one_of(value: str, allowed: list[str], what: str) -> str:
    if value not in allowed:
        raise Wrong(f"{value!r} is no {what}: choose one of {', '.join(allowed)}.")
    return value
