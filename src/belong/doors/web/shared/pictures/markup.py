"""Markup put together from names and values: every value is escaped, in one place."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

SHAPES = frozenset({"circle", "line", "path", "rect"})
"""What closes itself in a drawing: there are hundreds of them on a page."""


def element(name: str, *inside: str, **attributes: object) -> SafeString:
    """`<name ...>inside</name>`. Plain text inside is escaped, safe markup stands; attributes that are None or empty
    are left out, and `class_`, `for_`, `aria_label` are written `class`, `for`, `aria-label`.
    """
    said = "".join(
        f' {_spelt(key)}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    if name in SHAPES and not inside:
        return mark_safe(f"<{name}{said}/>")  # noqa: S308 - all of it was escaped
    return mark_safe(f"<{name}{said}>{together(inside)}</{name}>")  # noqa: S308 - all of it was escaped


def together(parts: Iterable[str]) -> SafeString:
    """Markup and texts one after another, the texts escaped."""
    return mark_safe("".join(conditional_escape(part) for part in parts))  # noqa: S308 - all of it was escaped


def percent(share: float) -> str:
    """A share of the whole as a length, rounded to what a screen can show."""
    return f"{_short(100 * share)}%"


def number(value: float) -> str:
    """A coordinate, as short as it can be written."""
    return _short(value)


def linked(inside: str, href: str, says: str) -> SafeString:
    """`inside` as a link with a name of its own, or as it is where it leads nowhere."""
    return element("a", inside, href=href, aria_label=says) if href else together([inside])


def drawing(key: str, title: str, desc: str, height: float, *inside: str, kind: str, opens: bool = False) -> SafeString:
    """A picture that is as wide as its place and `height` pixels high.

    For those who do not see it, it is one image with a title and a description; or, where it `opens` onto something,
    a group of links. `key` is unique in the page.
    """
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", desc, id=f"{key}-desc"),
        *inside,
        class_=f"picture picture-{kind}",
        role="group" if opens else "img",
        width="100%",
        height=number(height),
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
    )


def stretched(across: float, down: float, *inside: str, **place: object) -> SafeString:
    """A part of a drawing whose coordinates are stretched across its place; for shapes, never for text."""
    return element("svg", *inside, viewBox=f"0 0 {number(across)} {number(down)}", preserveAspectRatio="none", **place)


def _spelt(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
