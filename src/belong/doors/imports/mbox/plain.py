"""A plain mail as HTML: what is said in the open, what is quoted folded, signatures small, code as it stands."""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from belong.doors.imports.mbox.tails import answered, signature, without_footer, without_noise

DEEPEST = 6
LONGEST_SUMMARY = 120
NARROWEST, WIDEST = 55, 100
"""Between these a text was broken at its width, not at its sentences."""

_QUOTE = re.compile(r"\s{0,3}>+")
_ONE_QUOTE = re.compile(r"\s{0,3}> ?")
_ATTRIBUTION = re.compile(
    r"wrote|writes|said|schrieb|schreibt|a écrit|écrit|escribió|escribio|escreveu|ha scritto|scrive|skrev|schreef|"
    r"napisał|napsal|kirjoitti|писал|пише|写道|wrote|\d{4}|<|@|\[address|\bat\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\s*(?:On|Am|Le|El|Il|Em|Den|Op|W dniu|In article|At \d|\d{4}-\d|>>>>>)\b")
_BEGINS_ANEW = re.compile(r"\s|[-*+•>|] |\(?[\da-z]{1,3}[.)] |\[|https?://|#")
_URL = re.compile(r"https?://[^\s<>\"'`]{3,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*_]}"
_AS_IT_STANDS = re.compile(
    r"\t|^ {4}|\S {3,}\S|^[-+]{3} \S|^@@ |^[-+] |^(?:diff|index) |^[|+][-=+]|^\s*[$>#%] \S|[{};]\s*$"
)
_NEXT_PART = re.compile(r"-{5,} next part -{5,}\s*$")
_SCRUBBED = re.compile(r"(?:A|An) .{0,60}(?:was|were) scrubbed\.\.\.\s*$")
_SCRUBBED_FIELD = re.compile(r"(Name|Type|Size|Desc|URL|Url)\s*:\s*(.*)$")


def html_of(text: str) -> str:
    """The text of a mail as HTML (still to be cleaned)."""
    lines, taken_out = _taken_out(without_footer(without_noise([line.rstrip() for line in text.split("\n")])))
    lines, signed = signature(without_footer(lines))
    lines, below = answered(lines)
    pieces = list(_pieces(lines, fold=True, deeper=DEEPEST))
    if not any(said for said, _ in pieces):
        pieces = list(_pieces(lines, fold=False, deeper=DEEPEST))
    html = [piece for _, piece in pieces]
    if below:
        html.append(_below(below, fold=bool(html)))
    html += [_scrubbed(paragraph) for paragraph in taken_out]
    if signed:
        html.append(f"<hr><p><small>{_lines(signed)}</small></p>")
    return "\n".join(html)


def _taken_out(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """What was written, and the files that the list's archive took out and names below everything, signatures too."""
    for place, line in enumerate(lines):
        if _NEXT_PART.match(line):
            below = list(_paragraphs(lines[place:]))
            if all(_scrubbed(paragraph) for paragraph in below):
                return lines[:place], below
    return lines, []


def _below(lines: list[str], *, fold: bool) -> str:
    lines = without_footer(lines)
    inner = "\n".join(piece for _, piece in _pieces(lines, fold=False, deeper=DEEPEST))
    return _folded(lines[0].strip(), inner) if fold else f"<blockquote>{inner}</blockquote>"


def _folded(summary: str, inner: str) -> str:
    words = " ".join(summary.split())
    if len(words) > LONGEST_SUMMARY:
        words = words[: LONGEST_SUMMARY - 1].rstrip() + "…"
    return f"<details><summary>{escape(words)}</summary><blockquote>{inner}</blockquote></details>"


def _pieces(lines: list[str], *, fold: bool, deeper: int) -> Iterator[tuple[bool, str]]:
    """The blocks of a text as HTML, each with whether it is said by the writer."""
    open_lines: list[str] = []
    for is_quote, block in _blocks(lines):
        if not is_quote:
            open_lines += block
            continue
        who = _attribution(open_lines) if deeper else []
        if who:
            del open_lines[len(open_lines) - len(who) :]
        yield from _said(open_lines)
        open_lines = []
        yield False, _quote(block, " ".join(who), fold=fold, deeper=deeper)
    yield from _said(open_lines)


def _blocks(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of quoted and of other lines. Empty lines between quoted ones are quoted too."""
    run: list[str] = []
    quoted = False
    empty: list[str] = []
    for line in lines:
        if quoted and not line.strip():
            empty.append(line)
            continue
        is_quote = _QUOTE.match(line) is not None
        if is_quote != quoted and run:
            yield quoted, run
            run = []
        run += [*empty, line]
        empty = []
        quoted = is_quote
    if run:
        yield quoted, run


def _attribution(lines: list[str]) -> list[str]:
    """The last lines, if they say who wrote what follows; with the empty one after them."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    if not last or len(lines) - last > 1 or not lines[last - 1].endswith((":", "：")):
        return []
    first = last - 1
    for place in range(last - 1, max(-1, last - 4), -1):
        if not lines[place].strip():
            break
        if _BEGINS.match(lines[place]):
            first = place
            break
    return lines[first:] if _ATTRIBUTION.search(" ".join(lines[first:last])) else []


def _quote(block: list[str], who: str, *, fold: bool, deeper: int) -> str:
    inner_lines = without_footer([_ONE_QUOTE.sub("", line, count=1) for line in block])
    if deeper:
        inner = "\n".join(piece for _, piece in _pieces(inner_lines, fold=False, deeper=deeper - 1))
    else:
        inner = f"<p>{_lines(inner_lines)}</p>"
    if fold:
        first = next((line.strip() for line in inner_lines if line.strip(" >")), "")
        return _folded(who or f"> {first.lstrip('> ')}", inner)
    before = f"<p>{_line(who)}</p>\n" if who else ""
    return f"{before}<blockquote>{inner}</blockquote>"


def _said(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Paragraphs, code as it stands, and what the list's archive took out."""
    kept: list[str] = []
    for paragraph in _paragraphs(lines):
        scrubbed = _scrubbed(paragraph)
        is_code = not scrubbed and _stands_as_it_is(paragraph)
        if is_code:
            kept += [""] * bool(kept) + paragraph
            continue
        if kept:
            yield True, _code(kept)
            kept = []
        yield True, scrubbed or f"<p>{_lines(paragraph)}</p>"
    if kept:
        yield True, _code(kept)


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not _NEXT_PART.match(line):
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []


def _stands_as_it_is(paragraph: list[str]) -> bool:
    marked = sum(_AS_IT_STANDS.search(line) is not None for line in paragraph)
    return marked * 2 > len(paragraph)


def _code(lines: list[str]) -> str:
    return f"<pre><code>{escape(chr(10).join(lines), quote=False)}</code></pre>"


def _scrubbed(paragraph: list[str]) -> str:
    if not _SCRUBBED.match(paragraph[0]):
        return ""
    said = {found[1].lower(): found[2].strip() for line in paragraph if (found := _SCRUBBED_FIELD.match(line))}
    name = said.get("name") or said.get("desc") or said.get("type") or paragraph[0]
    return f"<ul><li>{escape(name.strip('<>'))}: {_line(said.get('url', '').strip('<>'))}</li></ul>"


def _lines(lines: list[str]) -> str:
    return "<br>\n".join(_line(line) for line in _unwrapped(lines))


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines that were broken only because they were full, whole again: the next word would not have fitted."""
    width = max(map(len, lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return lines
    whole = [lines[0]]
    for before, line in pairwise(lines):
        first = line.split(maxsplit=1)[0] if line.strip() else ""
        if first and not _BEGINS_ANEW.match(line) and len(before) + 1 + len(first) > width:
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)
    return whole


def _line(text: str) -> str:
    """A line as HTML, its addresses of pages as links."""
    html: list[str] = []
    place = 0
    for found in _URL.finditer(text):
        url = found[0].rstrip(_TRAILING)
        if url.endswith(")") and "(" not in url:
            url = url.rstrip(")" + _TRAILING)
        html += [escape(text[place : found.start()], quote=False), f'<a href="{escape(url)}">{escape(url)}</a>']
        place = found.start() + len(url)
    html.append(escape(text[place:], quote=False))
    return "".join(html)
