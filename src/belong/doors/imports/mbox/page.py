"""The HTML of a mail as a text to be read: no head, no layout, what is quoted folded. Rooms remove what is unsafe."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

_LEFT_OUT = {"head", "style", "script", "title", "noscript", "template", "svg", "math", "object", "iframe", "form"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = {"div", "section", "article", "center", "header", "footer", "main", "address"}
_KEPT = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "strike", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
}  # fmt: skip
_QUOTED = re.compile(
    r"gmail_quote|yahoo_quoted|moz-cite|protonmail_quote|tutanota_quote|zmail_extra|OutlookMessageHeader"
)
_SIGNED = re.compile(r"gmail_signature|moz-signature|protonmail_signature")
_ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}
_BREAKS = re.compile(r"(?:\s*<br>){3,}")
_AT_EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_EMPTY = re.compile(r"<(p|blockquote|small)>(?:\s|&nbsp;|<br>)*</\1>")
QUOTE_SUMMARY = "…"


def html_of(page: str, words: Callable[[str], str]) -> str:
    """The page as HTML (still to be cleaned). `words` looks through every piece of text."""
    reader = _Reader(words)
    reader.feed(page)
    reader.close()
    html = reader.result()
    while True:
        tidy = _AT_EDGES.sub("", _EMPTY.sub("", _BREAKS.sub("<br><br>", html)))
        if tidy == html:
            return html
        html = tidy


class _Reader(HTMLParser):
    def __init__(self, words: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._words = words
        self._out: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._left_out = 0
        self._quoted = 0

    def result(self) -> str:
        while self._open:
            self._close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._left_out or (tag in _LEFT_OUT and tag not in _VOID):
            self._left_out += tag in _LEFT_OUT
            return
        if tag in _VOID:
            self._void(tag, given)
        elif tag == "blockquote" or _QUOTED.search(f"{given.get('class', '')} {given.get('id', '')}"):
            self._quote(tag)
        elif _SIGNED.search(given.get("class", "")):
            self._begin(tag, "<hr><small>", "</small>")
        elif tag in _BLOCKS:
            self._begin(tag, "" if self._is_at_line_start() else "<br>", "<br>")
        elif tag in _KEPT:
            self._begin(tag, f"<{tag}{self._attributes(tag, given)}>", f"</{tag}>")
        else:
            self._begin(tag, "", "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._left_out -= tag in _LEFT_OUT
            return
        if any(name == tag for name, _ in self._open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._out.append(escape(self._words(data), quote=False))

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"br", "hr"}:
            self._out.append(f"<{tag}>")
        elif tag == "img" and given.get("src", "").startswith(("http://", "https://")) and given.get("alt"):
            self._out.append(f'<a href="{escape(given["src"])}">{escape(self._words(given["alt"]))}</a>')

    def _quote(self, tag: str) -> None:
        """The outermost quote is folded; a fold in a fold would only be in the way."""
        fold = not self._quoted
        self._quoted += 1
        begin = f"<details><summary>{QUOTE_SUMMARY}</summary><blockquote>" if fold else "<blockquote>"
        self._begin(tag, begin, "</blockquote></details>" if fold else "</blockquote>")

    def _attributes(self, tag: str, given: dict[str, str]) -> str:
        kept = _ATTRIBUTES.get(tag, set())
        return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if name in kept)

    def _begin(self, tag: str, begin: str, end: str) -> None:
        self._out.append(begin)
        self._open.append((tag, end))

    def _close(self) -> str:
        tag, end = self._open.pop()
        if end.startswith("</blockquote>"):
            self._quoted -= 1
        if not (end == "<br>" and self._is_at_line_start()):
            self._out.append(end)
        return tag

    def _is_at_line_start(self) -> bool:
        last = next((piece for piece in reversed(self._out) if piece.strip()), "<br>")
        return last.endswith(("<br>", "</p>", "</pre>", "</ul>", "</ol>", "</table>", "</blockquote>", "</details>"))
