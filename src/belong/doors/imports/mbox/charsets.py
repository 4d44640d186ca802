"""Bytes as text, whatever they say or do not say about themselves."""

from charset_normalizer import from_bytes

ALSO_KNOWN_AS = {
    "unknown-8bit": "",
    "unknown": "",
    "x-unknown": "",
    "default": "",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "x-gbk": "gb18030",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac-roman",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
}
"""Names that Python does not know, and those under which more comes than they can hold."""

ENOUGH = 64
"""From so many bytes on a guess is worth more than the commonest charset of the West."""

GUESSED_FROM = 20_000


def decoded(content: bytes, charset: str | None = None) -> str:
    """`content` as text: by its charset if that fits, else by what it looks like. Never fails."""
    name = (charset or "").strip("\"' \t").lower()
    name = ALSO_KNOWN_AS.get(name, name)
    for candidate in dict.fromkeys(filter(None, (name, "utf-8"))):
        try:
            return content.decode(candidate)
        except (LookupError, UnicodeError, ValueError):
            continue
    if len(content) >= ENOUGH:
        best = from_bytes(content[:GUESSED_FROM]).best()
        if best is not None:
            return content.decode(best.encoding, "replace")
    return content.decode("cp1252", "replace")
