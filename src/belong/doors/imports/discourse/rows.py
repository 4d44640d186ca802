"""Single values of Discourse's topics and posts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from belong.doors.imports.fields import Unreadable, instant_of, shown
from belong.ground.kernel.public import clean_source
from belong.ground.kernel.public import told as _

Json = Mapping[str, Any]

LIKE = 2
REGULAR, MODERATOR = 1, 2
LONGEST_NAME, LONGEST_TITLE, LONGEST_TAG = 200, 300, 60
LARGEST = 2**62


def number(row: Json, name: str) -> int:
    found = optional_number(row, name)
    if found is None:
        raise Unreadable(_("%(name)s is missing") % {"name": name})
    return found


def optional_number(row: Json, name: str) -> int | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise Unreadable(_("%(name)s is no number: %(what)s") % {"name": name, "what": shown(str(value))})
    return value


def line(row: Json, name: str, limit: int = LONGEST_NAME) -> str:
    value = row.get(name)
    words = " ".join(clean_source(value).split()) if isinstance(value, str) else ""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def created_at(row: Json) -> datetime:
    return instant_of(str(row.get("created_at") or ""), "created_at") if row.get("created_at") else _missing()


def _missing() -> datetime:
    raise Unreadable(_("created_at is missing"))


def edited_at(row: Json) -> datetime | None:
    """When the text was changed; Discourse moves `updated_at` for other reasons too, `version` tells."""
    version = row.get("version")
    if not isinstance(version, int) or version < 2 or not row.get("updated_at"):
        return None
    return instant_of(str(row["updated_at"]), "updated_at")


def is_shown(row: Json) -> bool:
    """Whether the post is one that everybody there could read: no whisper, no note of the system, not removed."""
    if row.get("post_type", REGULAR) not in (REGULAR, MODERATOR):
        return False
    return not (row.get("hidden") or row.get("deleted_at") or row.get("user_deleted")) and bool(text(row)[1])


def text(row: Json) -> tuple[bool, str]:
    """Whether it is HTML, and the text: as it was shown there, else as it was typed."""
    cooked, raw = row.get("cooked"), row.get("raw")
    if isinstance(cooked, str) and cooked.strip():
        return True, clean_source(cooked)
    return False, clean_source(raw) if isinstance(raw, str) and raw.strip() else ""


def likes(row: Json) -> int:
    actions = row.get("actions_summary")
    for action in actions if isinstance(actions, list) else ():
        if isinstance(action, dict) and action.get("id") == LIKE and isinstance(action.get("count"), int):
            return min(max(int(action["count"]), 0), 1_000_000)
    return 0


def accepted_number(row: Json) -> int | None:
    """The number of the post that a topic's own record calls its accepted answer."""
    accepted = row.get("accepted_answer")
    found = accepted.get("post_number") if isinstance(accepted, dict) else None
    return found if isinstance(found, int) else None


def tags(row: Json) -> list[str]:
    """Names of tags, which are words or, in newer exports, objects."""
    found = []
    given = row.get("tags")
    for tag in given if isinstance(given, list) else ():
        name = tag.get("name") if isinstance(tag, dict) else tag
        if isinstance(name, str) and (word := " ".join(clean_source(name).split())[:LONGEST_TAG].strip()):
            found.append(word)
    return list(dict.fromkeys(found))
