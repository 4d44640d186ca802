"""What a public page says to those who do not read it as people do: search engines, previews of links, feed readers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Public:
    """The public face of a page: its one address (absolute), and what it is about.

    `feed`: where what is new on it can be followed. `data`: what it is in schema.org's words.
    """

    address: str
    title: str
    says: str = ""
    kind: str = "website"
    feed: str = ""
    data: Markup | None = None


def structured(data: Mapping[str, Any] | Sequence[Any]) -> Markup:
    """Data for a script element of the type application/ld+json: nothing in it can end the element or begin another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that means something in HTML is written as a number
