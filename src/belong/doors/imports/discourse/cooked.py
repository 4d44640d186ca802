"""The HTML that Discourse made of posts, as a text that stands by itself."""

import re
from collections.abc import Callable
from html import escape, unescape

from belong.care.archives.public import LINK_SCHEME

EMOJI = {
    "slight_smile": "🙂", "slightly_smiling_face": "🙂", "wink": "😉", "smiley": "😃", "smile": "😄", "grinning": "😀",
    "grin": "😁", "laughing": "😆", "joy": "😂", "rofl": "🤣", "sweat_smile": "😅", "blush": "😊", "sunglasses": "😎",
    "frowning": "😦", "frowning_face": "☹️", "slightly_frowning_face": "🙁", "stuck_out_tongue": "😛",
    "stuck_out_tongue_winking_eye": "😜", "confused": "😕", "confetti_ball": "🎊", "tada": "🎉", "+1": "👍", "-1": "👎",
    "thumbsup": "👍", "expressionless": "😑", "neutral_face": "😐", "unamused": "😒", "astonished": "😲",
    "open_mouth": "😮", "thinking": "🤔", "cry": "😢", "sob": "😭", "white_check_mark": "✅", "smiling_imp": "😈",
    "upside_down_face": "🙃", "heart": "❤️", "heart_eyes": "😍", "grimacing": "😬", "question": "❓",
    "exclamation": "❗", "warning": "⚠️", "bulb": "💡", "rocket": "🚀", "clap": "👏", "pray": "🙏", "fire": "🔥",
    "eyes": "👀", "red_square": "🟥", "green_square": "🟩", "orange_square": "🟧", "yellow_square": "🟨",
}  # fmt: skip

_EMOJI = re.compile(r'<img\b(?=[^>]*\bclass="[^"]*\bemoji\b)[^>]*\balt=":([^":]{1,60}):"[^>]*>')
_AVATAR = re.compile(r'<img\b(?=[^>]*\bclass="[^"]*\b(?:avatar|site-icon)\b)[^>]*>')
_CONTROLS = re.compile(r'<div class="quote-controls">.*?</div>', re.DOTALL)
_QUOTE_TITLE = re.compile(r'<div class="title">\s*(.*?)\s*</div>', re.DOTALL)
_META = re.compile(r'<div class="meta">.*?</div>', re.DOTALL)
_ONEBOX = re.compile(r'<aside\b[^>]*\bclass="onebox\b[^>]*\bdata-onebox-src="([^"]+)"[^>]*>.*?</aside>', re.DOTALL)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'\bhref="([^"]*)"')
_TOPIC = re.compile(r"(?:https?://[^/?#]+)?/t/(?:([\w%~-]*[^\W\d][\w%~-]*|-)/)?(\d{1,18})(?:/(\d{1,9}))?/?(?:[?#].*)?")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

Target = Callable[[str | None, int, int | None], str | None]


def html_of(cooked: str, target: Target) -> str:
    """`cooked` (still to be cleaned) with links to topics of the export as links inside the archive.

    `target` gives the key of a topic or post by slug (None: whatever it is), topic and number. Other links that lead
    nowhere outside the forum leave their words.
    """
    html = _ONEBOX.sub(r'<p><a href="\1">\1</a></p>', cooked) if "onebox" in cooked else cooked
    if "<img" in html:
        html = _AVATAR.sub("", _EMOJI.sub(_sign, html))
    if "<div" in html:
        html = _META.sub("", _CONTROLS.sub("", html))
        html = _QUOTE_TITLE.sub(r"<p>\1</p>", html)
    return _LINK.sub(lambda found: _link(found, target), html) if "<a" in html else html


def _sign(found: re.Match[str]) -> str:
    return EMOJI.get(found[1].partition(":")[0], f":{found[1]}:")


def _link(found: re.Match[str], target: Target) -> str:
    href = _HREF.search(found[1])
    if href is None:
        return found[2]
    address = unescape(href[1]).strip()
    is_absolute = _ABSOLUTE.match(address) is not None
    if topic := _TOPIC.fullmatch(address):
        slug = topic[1] if is_absolute else None
        if not is_absolute or slug is not None:
            key = target(slug, int(topic[2]), int(topic[3]) if topic[3] else None)
            if key is not None:
                return f'<a href="{LINK_SCHEME}{escape(key)}">{found[2]}</a>'
    return found[0] if is_absolute else found[2]
