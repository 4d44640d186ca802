"""Text that people wrote, made safe once, when it is written; the source is kept beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape as as_text
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.html import escape
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

MAX_BODY = 20_000
"""Characters of one text. Markdown is linear up to here; an archive's longer texts come as HTML and are not cut."""

LONGEST_RUN = 2_000
"""Linkify takes quadratic time on a run without spaces; texts with a longer one get no automatic links."""

VERSION = 2
"""Raised whenever the same source would give other HTML, so that what was rendered before can be found."""

_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "code": {"class"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener ugc",
    strip_comments=True,
    attribute_filter=lambda tag, name, value: (
        value if name != "class" or re.fullmatch(r"language-[\w+-]{1,30}", value) else None
    ),
)
_MARKDOWN = MarkdownIt("gfm-like", {"html": False, "linkify": True, "typographer": False})
_WITHOUT_LINKIFY = MarkdownIt("gfm-like", {"html": False, "linkify": False})
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")
_SPACE = re.compile(r"\s+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHOWN = re.compile(r'<(/?)(h[12]|a|img)((?:\s+[\w-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'\s([\w-]+)="([^"]*)"')
_BELOW_THE_PAGE = {"h1": "h3", "h2": "h4"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class TextTooLong(ValueError):
    """A text has more than `MAX_BODY` characters."""

    def __init__(self, length: int) -> None:
        super().__init__(
            _("The text has %(count)s characters; %(most)s are the most.")
            % {"count": f"{length:,}", "most": f"{MAX_BODY:,}"}
        )


@dataclass(frozen=True, slots=True)
class SafeText:
    """What a person wrote and what is shown of it: `html` is safe to put into a page as it is."""

    source: str
    html: str
    version: int = VERSION


def render_markdown(source: str) -> SafeText:
    """CommonMark with tables, strikethrough and automatic links, as safe HTML. Raises `TextTooLong`."""
    if len(source) > MAX_BODY:
        raise TextTooLong(len(source))
    source = clean_source(source)
    renderer = _WITHOUT_LINKIFY if _LONG_RUN.search(source) else _MARKDOWN
    return SafeText(source, _fit(_CLEANER.clean(renderer.render(source))))


def clean_source(text: str) -> str:
    """`text` without control characters (PostgreSQL cannot keep NUL), with plain line ends."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """`text` on one line, without needless space and without signs that turn the direction of what follows it."""
    return " ".join(_DIRECTION.sub("", clean_source(text)).split())


def clean_html(html: str) -> str:
    """HTML from an archive, reduced to what is safe in a page: no scripts, styles, frames, forms, foreign classes."""
    return _fit(_CLEANER.clean(_CONTROL.sub("", html)))


def _fit(html: str) -> str:
    """Clean `html` as a part of our pages: its headings stand below the page's own, and a picture from elsewhere, which
    the content policy keeps out, is a link to it. What fits already stays as it is.
    """
    if "<h" not in html and "<img" not in html:
        return html
    linked = False

    def fitting(match: re.Match[str]) -> str:
        nonlocal linked
        end, tag, attributes = match.groups()
        if tag == "img":
            return _picture(dict(_ATTRIBUTE.findall(attributes)), linked=linked)
        if tag == "a":
            linked = not end
            return match[0]
        return f"<{end}{_BELOW_THE_PAGE[tag]}>"

    return _SHOWN.sub(fitting, html)


def _picture(attributes: dict[str, str], *, linked: bool) -> str:
    """The words that stand for a picture; a link to it unless they stand in a link already."""
    source = attributes.get("src", "")
    words = attributes.get("alt", "").strip() or attributes.get("title", "").strip()
    words = as_text(unescape(words or source.partition("?")[0].rstrip("/").rpartition("/")[2]), quote=False)
    if linked or not source.startswith(("http://", "https://")):
        return words
    return f'<a href="{source}" rel="nofollow noopener ugc">{words}</a>'


def escaped(text: str) -> str:
    """Plain text as HTML: paragraphs and line ends kept, everything else shown as it stands."""
    paragraphs = re.split(r"\n\s*\n", clean_source(text).strip())
    return "\n".join(f"<p>{escape(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs if paragraph)


def rewrite_links(html: str, replace: dict[str, str]) -> str:
    """`html` (clean) with each link whose address is a key of `replace` pointing to the value instead."""
    if not replace:
        return html

    def new(match: re.Match[str]) -> str:
        target = replace.get(unescape(match[1]))
        return match[0] if target is None else f'href="{escape(target)}"'

    return _HREF.sub(new, html)


_HREF = re.compile(r'href="([^"]*)"')


def links(html: str) -> Iterator[str]:
    """The addresses that `html` links to, in order."""
    for match in _HREF.finditer(html):
        yield unescape(match[1])


def plain(html: str, limit: int = 200) -> str:
    """The beginning of what a reader sees of `html`, on one line, at most `limit` characters, cut at a word."""
    reader = _Reader(limit)
    reader.feed(html)
    text = _SPACE.sub(" ", "".join(reader.parts)).strip()
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


class _Reader(HTMLParser):
    def __init__(self, limit: int) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._room = limit * 2

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "li", "br", "tr", "pre", "blockquote", "h1", "h2", "h3", "h4"}:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._room > 0:
            self.parts.append(data[: self._room])
            self._room -= len(data)
