"""E-mail addresses in texts of archives: they are shown to nobody, also where they are written `x at y`."""

import re

MASK = "[address hidden]"

_ENTITY = re.compile(r"&#0*64;|&#[xX]0*40;|&commat;")
_MAILTO = re.compile(r"""\shref\s*=\s*(["'])\s*mailto:[^"'<>]*\1""", re.IGNORECASE)
_DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}"
_ADDRESS = re.compile(
    rf"(?<![\w.+/@-])(?:mailto:)?[a-z0-9][\w.+-]{{0,63}}@{_DOMAIN}(?![a-z0-9@])", re.IGNORECASE | re.ASCII
)
_SPELT = re.compile(
    r"(?<![\w.+/@-])([a-z0-9][\w.+-]{0,63})"
    r"\s{0,2}(?:[\[({<]\s?at\s?[\])}>]|\sat\s)\s{0,2}"
    r"((?:[a-z0-9][a-z0-9-]{0,62}(?:\.|\s{0,2}[\[({<]\s?dot\s?[\])}>]\s{0,2}|\sdot\s)){1,8}[a-z]{2,24})(?![a-z0-9@])",
    re.IGNORECASE | re.ASCII,
)
_LEADS = re.compile(r"(?:\||\be-?mail\b\W{0,3}[:=](?:\s|[\"'\\]|&quot;|&#\d{2};){0,4})\s?$", re.IGNORECASE | re.ASCII)
"""What stands before an address and before no sentence: a stroke in a signature, `email = "`."""

_MAYBE_SPELT = re.compile(
    r"\bat\b[\s\])}>]{1,4}[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9]|\s{0,2}[\[({<]?\s?dot\b)", re.IGNORECASE | re.ASCII
)
"""Looks at the word alone, which is much quicker; most texts end here."""

_WORDS = frozenset(
    """a about address all also am and are article articles asked available back based be begin best bought buy
    buying call check checked checking click company contact description details direction directly docs
    documentation download email enquire example examples file find forum found get go going good guys hang
    have he help here home host hosted how i in info information is it join just kept link list listed live
    located look looked looking looks mail maybe me more myself new news not now obtained of off office on
    one online only order ordered out over page pages people point pointed post posted posts price prices
    product publish published question questions read register registered review reviews search see seen
    sell selling shop sign site sold someone start stop store support team that them there thing this tool
    us video visit visited was we web website were what work works you""".split()
)
"""Words before "at" that begin no address: "see it at example.org"."""


def mask(text: str) -> str:
    """`text` (plain or HTML) with a mark in place of every e-mail address."""
    if "mailto" in text:
        text = _MAILTO.sub("", text)
    if "&" in text:
        text = _ENTITY.sub("@", text)
    if "@" in text:
        text = _ADDRESS.sub(MASK, text)
    if _MAYBE_SPELT.search(text) is not None:
        text = _SPELT.sub(_spelt, text)
    return text


def _spelt(found: re.Match[str]) -> str:
    before = found[1].lower()
    if not found[0].lower().split(" at ")[1:] or _LEADS.search(found.string, max(0, found.start() - 30), found.start()):
        return MASK
    is_prose = before in _WORDS or (before.isalpha() and before.endswith(("ed", "ing"))) or found[2] != found[2].lower()
    return found[0] if is_prose else MASK
