"""What somebody is known by, as a host understands it."""

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REACHED: "dict[str, StrOrPromise]" = {"mail": _("e-mail address"), "phone": _("phone number")}
"""What is no place but a way to reach somebody, by its source."""

SOURCES: "dict[str, StrOrPromise]" = {
    "stackexchange": _("at Stack Exchange, %(name)s"),
    "discourse": _("in the Discourse forum %(name)s"),
    "mbox": _("on the mailing list %(name)s"),
    "people": _("in the file %(name)s"),
    "touches": _("in the file %(name)s"),
    "archive": _("in the archive %(name)s"),
}
"""Where an identity is somebody's, by the first part of its source."""

DIGEST = re.compile("[0-9a-f]{24,}")
"""What an archive that names nobody by a readable key calls somebody."""


def known_as(source: str, key: str) -> tuple[str, str]:
    """Who somebody is at a source ("" where it has no word for them), and what or where that is."""
    if source in REACHED:
        return key, str(REACHED[source])
    kind, _colon, name = source.partition(":")
    key = key.removeprefix("id:")
    who = gettext("number %(number)s") % {"number": key} if key.isdecimal() else key
    if DIGEST.fullmatch(key):
        who = ""
    if name and kind in SOURCES:
        return who, str(SOURCES[kind]) % {"name": name.replace("_", " ")}
    return who, gettext("at %(source)s") % {"source": source.replace(":", ", ")}


def apart(known: str) -> tuple[str, str]:
    """The source and the key of "source:key". A key may have colons, as a link does; of sources only those above."""
    source, _colon, key = known.partition(":")
    if source in SOURCES:
        name, _colon, key = key.partition(":")
        source = f"{source}:{name}"
    return source, key
