"""Texts of archives as rooms take them: addresses masked, links inside the archive told apart."""

import re
from html import unescape
from typing import TypedDict

from belong.care.archives.masking import mask
from belong.care.archives.records import LINK_SCHEME, Markup
from belong.ground.kernel.public import MAX_BODY, TextTooLong, escaped

_HTML_REF = re.compile(rf"""href\s*=\s*["']\s*({LINK_SCHEME}[^"'\s<>]{{1,330}})\s*["']""", re.IGNORECASE)
_MARKDOWN_REF = re.compile(rf"\]\(\s*<?({LINK_SCHEME}[^\s<>)]{{1,330}})>?", re.IGNORECASE)

Refs = tuple[tuple[str, str], ...]


class Body(TypedDict, total=False):
    """A text as `html` or as `markdown`; `refs` are (href, key) of each link inside the archive."""

    html: str
    markdown: str
    refs: Refs


def written(body: str, markup: Markup) -> Body:
    """The text as rooms take it. Raises `TextTooLong`."""
    text = mask(body)
    if markup == Markup.TEXT:
        return {"html": escaped(text)}
    if markup == Markup.MARKDOWN:
        if len(text) > MAX_BODY:
            raise TextTooLong(len(text))
        return {"markdown": text, "refs": _refs(text, _MARKDOWN_REF)}
    return {"html": text, "refs": _refs(text, _HTML_REF)}


def _refs(text: str, form: re.Pattern[str]) -> Refs:
    if LINK_SCHEME not in text:
        return ()
    found = dict.fromkeys(unescape(match[1]) for match in form.finditer(text))
    return tuple((href, href[len(LINK_SCHEME) :]) for href in found)
