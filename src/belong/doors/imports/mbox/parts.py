"""A mail taken apart: what is read as its text, and the files that came with it."""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser

from belong.doors.imports.mbox.charsets import decoded
from belong.doors.imports.mbox.headers import text_of
from belong.ground.kernel.public import clean_source

LONGEST_NAME = 120
DEEPEST = 20
NO_FILES = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/ms-tnef",
    "text/x-amp-html",
    "message/delivery-status",
}
"""Parts that nobody reads."""

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PARSER = BytesParser()


@dataclass(slots=True)
class Parts:
    """`texts` are (is HTML, text) in the order in which they are read."""

    texts: list[tuple[bool, str]] = field(default_factory=list)
    files: list[Message] = field(default_factory=list)


def parsed(text: bytes) -> Message:
    """The mail in `text`, as an mbox has it: lines that begin with `From ` are marked there."""
    return _PARSER.parsebytes(_QUOTED_FROM.sub(rb"\1", text))


def parts_of(message: Message) -> Parts:
    parts = Parts()
    _walk(message, parts, DEEPEST)
    return parts


def files_of(message: Message) -> list[Message]:
    return parts_of(message).files


def _walk(part: Message, parts: Parts, deeper: int) -> None:
    kind = part.get_content_type()
    children = _children(part)
    if children and kind == "multipart/alternative" and deeper:
        _alternative(children, parts, deeper)
    elif children and deeper:
        for child in children[:1] if kind == "multipart/signed" else children:
            _walk(child, parts, deeper - 1)
    elif kind in NO_FILES:
        return
    elif _is_file(part):
        parts.files.append(part)
    elif text := _text(part):
        parts.texts.append((kind == "text/html", text))


def _children(part: Message) -> list[Message]:
    if part.get_content_maintype() != "multipart" or not part.is_multipart():
        return []
    return [child for child in part.get_payload() if isinstance(child, Message)]


def _alternative(children: list[Message], parts: Parts, deeper: int) -> None:
    """One of several forms: the plain one, if it says anything and marks what it quotes; calendars come as files."""
    forms = []
    for child in children:
        forms.append(Parts())
        _walk(child, forms[-1], deeper - 1)
    told = [form for form in forms if any(text.strip() for _, text in form.texts)]
    plain = [form for form in told if any(not is_html for is_html, _ in form.texts)]
    pages = [form for form in told if form not in plain]
    if pages and plain and _quotes(pages[-1], "<blockquote") and not _quotes(plain[0], "\n>"):
        plain = []
    read = next(iter([*plain, *reversed(pages)]), None)
    if read is not None:
        parts.texts += read.texts
    for form in forms:
        parts.files += form.files if form is read else [one for one in form.files if _is_meant(one)]


def _quotes(form: Parts, mark: str) -> bool:
    return any(mark in f"\n{text}" for _, text in form.texts)


def _is_meant(part: Message) -> bool:
    """Pictures of another form's page are no files of the mail."""
    return "Content-ID" not in part or _disposition(part) == "attachment"


def _is_file(part: Message) -> bool:
    if part.get_content_maintype() == "multipart":
        return False
    if _disposition(part) == "attachment":
        return True
    if part.get_content_type() in {"text/plain", "text/html"}:
        return bool(_file_name(part)) and _disposition(part) == "inline"
    return True


def _disposition(part: Message) -> str:
    return str(part.get("Content-Disposition", "")).partition(";")[0].strip().lower()


def _text(part: Message) -> str:
    content = content_of(part)
    text = clean_source(decoded(content, _charset(part)))
    if str(part.get_param("format", "", unquote=True)).lower() == "flowed":
        return "\n".join(_unflowed(text, str(part.get_param("delsp", "")).lower() == "yes"))
    return text


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None


def _unflowed(text: str, drops_space: bool) -> Iterator[str]:
    """Lines that were broken for narrow screens only, whole again (RFC 3676)."""
    begun, quotes = "", ""
    for line in text.split("\n"):
        mark = line[: len(line) - len(line.lstrip(">"))]
        rest = line[len(mark) :].removeprefix(" ")
        flows = rest.endswith(" ") and rest != "-- "
        if begun and mark != quotes:
            yield _quoted(quotes, begun)
            begun = ""
        quotes = mark
        begun += rest[:-1] if flows and drops_space else rest
        if not flows:
            yield _quoted(quotes, begun)
            begun = ""
    if begun:
        yield _quoted(quotes, begun)


def _quoted(mark: str, text: str) -> str:
    return f"{mark} {text}" if mark else text


def content_of(part: Message) -> bytes:
    """The bytes of a part, as far as they can be had."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return b"\n".join(_source(child) for child in part.get_payload() if isinstance(child, Message))
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, UnicodeError, TypeError):
        content = None
    if isinstance(content, bytes):
        return content
    payload = part.get_payload()
    if isinstance(payload, str):
        return payload.encode("utf-8", "surrogateescape")
    return b"\n".join(_source(child) for child in payload if isinstance(child, Message)) if payload else b""


def _source(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (ValueError, LookupError, UnicodeError, TypeError, KeyError):
        return str(message.get_payload()).encode("utf-8", "surrogateescape")


def name_of(part: Message, number: int) -> str:
    """A name for a file, without folders and signs that mean something to a shell or a browser."""
    name = _file_name(part) or text_of(str(part.get("Content-Description", "")))
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]+', " ", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    if part.get_content_type() == "message/rfc822":
        return f"{plain[:LONGEST_NAME] or f'message-{number}'}.eml".replace(".eml.eml", ".eml")
    if not plain:
        return f"file-{number}{mimetypes.guess_extension(part.get_content_type()) or '.bin'}"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > LONGEST_NAME and dot and len(ending) < 10:
        return f"{stem[:LONGEST_NAME]}.{ending}"
    return plain[:LONGEST_NAME]


def _file_name(part: Message) -> str:
    try:
        return text_of(part.get_filename() or "")
    except (ValueError, LookupError, UnicodeError, TypeError, AttributeError):
        return ""
