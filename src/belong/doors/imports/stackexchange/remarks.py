"""Comments of a dump as HTML: they are plain text with the few marks that the site knows there."""

import re
from html import escape

from belong.ground.kernel.public import escaped

LONGEST = 5_000
"""Sites allow 600 characters; what is longer is shown without marks, so that no text costs quadratic time."""

_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^\n]{1,600}?)(?<!`)\1(?!`)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,300})\]"
    r"\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*|/[^\s()]*)(?:\s+&quot;[^\n]{0,300}?&quot;)?\)"
)
_ADDRESS = re.compile(r"(?<![\w/\"=>])https?://(?:&amp;|[^\s<>\"`&])*(?:&amp;|[^\s<>\"`&.,;:!?)'*_\]])")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+?)(?<=\S)_(?!\w)")
_HELD = re.compile("\x00(\\d+)\x00")


def remark_html(text: str) -> str:
    """One comment as HTML (still to be cleaned). `text` has no control characters."""
    if len(text) > LONGEST:
        return escaped(text)
    held: list[str] = []

    def hold(html: str) -> str:
        held.append(html)
        return f"\x00{len(held) - 1}\x00"

    html = escape(text.strip())
    html = _CODE.sub(lambda found: hold(f"<code>{found[2]}</code>"), html)
    html = _LINK.sub(lambda found: hold(f'<a href="{found[2]}">') + found[1] + hold("</a>"), html)
    html = _ADDRESS.sub(lambda found: hold(f'<a href="{found[0]}">{found[0]}</a>'), html)
    html = _STRONG.sub(r"<strong>\1</strong>", html)
    html = _EMPHASIS.sub(lambda found: f"<em>{found[1] or found[2]}</em>", html)
    while "\x00" in html:
        html = _HELD.sub(lambda found: held[int(found[1])], html)
    return "<p>" + html.replace("\n", "<br>") + "</p>"
