"""Runs in words: one sentence that says how a run stands, and the names of what it brings."""

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from belong.care.archives.public import RunCard
from belong.doors.web.shared.environment import number
from belong.doors.web.shared.lists import listed
from belong.doors.web.shared.times import duration

KINDS = {
    "people": gettext_lazy("people"),
    "proposals": gettext_lazy("guesses that two are one"),
    "roles": gettext_lazy("roles"),
    "permissions": gettext_lazy("permissions"),
    "groups": gettext_lazy("groups"),
    "memberships": gettext_lazy("memberships"),
    "tags": gettext_lazy("subjects"),
    "interests": gettext_lazy("interests"),
    "topics": gettext_lazy("topics"),
    "answers": gettext_lazy("answers"),
    "replies": gettext_lazy("replies"),
    "attachments": gettext_lazy("files"),
    "acceptances": gettext_lazy("accepted answers"),
    "votes": gettext_lazy("votes"),
    "links": gettext_lazy("links"),
    "contacts": gettext_lazy("contact moments"),
    "deeds": gettext_lazy("deeds"),
    "badges": gettext_lazy("badges"),
    "others": gettext_lazy("other records"),
}
COUNTED = {
    "people": ngettext_lazy("%(shown)s person", "%(shown)s people", "count"),
    "roles": ngettext_lazy("%(shown)s role", "%(shown)s roles", "count"),
    "permissions": ngettext_lazy("%(shown)s permission", "%(shown)s permissions", "count"),
    "memberships": ngettext_lazy("%(shown)s membership", "%(shown)s memberships", "count"),
    "interests": ngettext_lazy("%(shown)s interest", "%(shown)s interests", "count"),
    "groups": ngettext_lazy("%(shown)s group", "%(shown)s groups", "count"),
    "tags": ngettext_lazy("%(shown)s subject", "%(shown)s subjects", "count"),
    "topics": ngettext_lazy("%(shown)s topic", "%(shown)s topics", "count"),
    "answers": ngettext_lazy("%(shown)s answer", "%(shown)s answers", "count"),
    "replies": ngettext_lazy("%(shown)s reply", "%(shown)s replies", "count"),
    "attachments": ngettext_lazy("%(shown)s file", "%(shown)s files", "count"),
    "acceptances": ngettext_lazy("%(shown)s accepted answer", "%(shown)s accepted answers", "count"),
    "contacts": ngettext_lazy("%(shown)s contact moment", "%(shown)s contact moments", "count"),
    "deeds": ngettext_lazy("%(shown)s deed", "%(shown)s deeds", "count"),
}
MAIN = ("people", "topics", "answers", "replies", "contacts", "deeds")
"""What the one sentence names; the table has the rest."""

STEPS = {
    "checking": gettext_lazy("It reads the archive to its end before anything is written."),
    "linking": gettext_lazy("All is loaded; links inside the archive get the addresses of the pages here."),
    "applying": gettext_lazy("What came is visible; older posts are brought up to date."),
    "folding": gettext_lazy("What came is visible; the figures catch up."),
    "reverting": gettext_lazy("What it brought is gone; what it changed is taken back."),
    "unfolding": gettext_lazy("What it brought is gone; the figures catch up."),
}


FIELDS = {
    "key": gettext_lazy("number in your list"),
    "name": gettext_lazy("name"),
    "first_name": gettext_lazy("first name"),
    "last_name": gettext_lazy("last name"),
    "mail": gettext_lazy("mail address"),
    "joined": gettext_lazy("joined: a day, or yes"),
    "permission": gettext_lazy("permission: yes, no or a day"),
    "permission_channel": gettext_lazy("permission: on what channel"),
    "permission_purpose": gettext_lazy("permission: what for"),
    "permission_granted": gettext_lazy("permission: given on"),
    "permission_withdrawn": gettext_lazy("permission: withdrawn on"),
    "permission_proof": gettext_lazy("permission: its proof"),
    "role": gettext_lazy("role"),
    "role_from": gettext_lazy("role: from"),
    "role_until": gettext_lazy("role: until"),
    "groups": gettext_lazy("groups"),
    "tags": gettext_lazy("interests"),
    "staff": gettext_lazy("works for the organisation"),
    "at": gettext_lazy("when it was"),
    "clock": gettext_lazy("time of day"),
    "person_key": gettext_lazy("the person's number in a table of people"),
    "channel": gettext_lazy("channel"),
    "direction": gettext_lazy("who began"),
    "turf": gettext_lazy("on whose ground"),
    "purpose": gettext_lazy("what for"),
    "note": gettext_lazy("note"),
    "by_mail": gettext_lazy("address of who of yours it was"),
}
"""What a column of a table can hold."""


def field(name: str) -> str:
    """What a column holds, in words."""
    first, sign, rest = name.partition(":")
    if sign:
        channel, _sign, purpose = rest.partition(":")
        return _("permission: %(channel)s, %(purpose)s") % {"channel": channel, "purpose": purpose}
    return str(FIELDS.get(first, first))


def kind(phase: str) -> str:
    return str(KINDS.get(phase, phase))


def counted(phase: str, count: int) -> str:
    """So many of a kind, in words."""
    if phase in COUNTED:
        return str(COUNTED[phase] % {"count": count, "shown": number(count)})
    return f"{number(count)} {kind(phase)}"


def refusal(refused: object, path: Path) -> str:
    """Why what was sent is refused: its files by their names, not by where they are kept here."""
    return str(refused).replace(f"{path.parent}/", "")


def sentence(run: RunCard) -> str:
    """How the run stands and what came of it."""
    if run.state == "refused":
        return _("It was refused, and nothing of it was kept.")
    if run.state == "undone":
        return _("It was taken back: nothing of what it brought is here.")
    if run.asked == "undo" and not run.at_work and not run.trouble:
        return _("It waits for its turn to be taken back.")
    if run.state == "done":
        return _nothing(run) if run.changed_nothing else _brought(run)
    if not run.at_work:
        return _standing(run)
    return _loading(run) if run.state == "loading" else str(STEPS[run.state])


def _nothing(run: RunCard) -> str:
    if any(counts.refused for counts in run.counts.values()):
        if not any(counts.unchanged for counts in run.counts.values()):
            return _("It brought nothing: none of it could be read. What was left out says why.")
        return _("It brought nothing: what could be read was here already.")
    return _("Everything of it was here already.")


def _brought(run: RunCard) -> str:
    new = _listed({name: run.counts[name].loaded for name in MAIN if name in run.counts})
    says = [_("It brought %(what)s.") % {"what": new}] if new else []
    if changed := sum(counts.changed for counts in run.counts.values()):
        words = ngettext("%(count)s record was brought up to date.", "%(count)s were brought up to date.", changed)
        says.append(words % {"count": number(changed)})
    return " ".join(says) or _("It brought what the table says.")


def _listed(counts: Mapping[str, int]) -> str:
    parts = [counted(name, count) for name, count in counts.items() if count]
    return listed(parts)


def _standing(run: RunCard) -> str:
    if run.asked and not run.trouble:
        return _("It waits for its turn.")
    if run.state in {"reverting", "unfolding"}:
        return _("Taking it back stopped half-way: what it brought is gone from the pages, the rest follows.")
    if run.state in {"applying", "folding"}:
        return _("It stopped shortly before its end: what it brought is visible, its figures are not complete.")
    return _("It stopped before its end. Nothing of it is visible yet, and it can go on where it stopped.")


def _loading(run: RunCard) -> str:
    says = _("It loads %(kind)s: %(done)s of %(total)s records are in.") % {
        "kind": kind(run.phase),
        "done": number(run.done),
        "total": number(run.total),
    }
    if not run.rate or run.left is None:
        return says
    pace = _("About %(rate)s a second, %(left)s left.") % {
        "rate": number(max(1, round(run.rate))),
        "left": duration(max(1, run.left)),
    }
    return f"{says} {pace}"
