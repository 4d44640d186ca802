"""Icons of one open set (lucide), drawn into the page: they take the colour of the words they stand beside."""

from functools import cache
from xml.etree import ElementTree

from lucide.jinja import lucide
from markupsafe import Markup

DRAWN_BY_STYLE = ("stroke", "fill")

WAYS = frozenset({"arrow-left", "arrow-right"})
"""Icons that point along a line of text: where that runs from right to left they are turned around."""


@cache
def icon(name: str) -> Markup:
    """The icon called `name`, hidden from readers aloud: its words stand beside it. An unknown name raises."""
    drawn = ElementTree.fromstring(lucide(name, size=None))  # noqa: S314 - a file of our own installation
    shapes = []
    for shape in drawn:
        tag = shape.tag.rpartition("}")[2]
        given = "".join(f' {key}="{value}"' for key, value in shape.attrib.items() if key not in DRAWN_BY_STYLE)
        shapes.append(f"<{tag}{given}/>")
    kind = "icon icon-way" if name in WAYS else "icon"
    return Markup(f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true">{"".join(shapes)}</svg>')  # noqa: S704
