"""In which letters a file is written: its own mark, else UTF-8, else what its bytes look like."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.files import opened
from belong.ground.kernel.public import told as _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PRINT = "€‚„…‘’“”–—«»§©®°·ªº¿¡£  "
_OTHERS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman", "shift_jis", "gb18030", "big5", "koi8_r"]
_LOOK = 1 << 18
_PIECE = 1 << 20


def encoding_of(file: Path) -> str:
    """The name of the encoding. Raises `ArchiveRefused` where the file is no text."""
    with opened(file) as stream:
        beginning = stream.read(_LOOK)
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name
    if half := _utf_16_without_mark(beginning):
        return half
    if b"\0" in beginning:
        raise ArchiveRefused(_("%(file)s is no text: it holds NUL bytes.") % {"file": file})
    if _is_utf_8(file):
        return "utf-8"
    if _is_western(beginning):
        return "cp1252"
    best = from_bytes(beginning, cp_isolation=_OTHERS).best()
    return best.encoding if best is not None else "cp1252"


def _is_western(beginning: bytes) -> bool:
    """Whether it reads as Windows' Western letters: few of them beyond ASCII, and those letters or marks of print."""
    try:
        beyond = [letter for letter in beginning.decode("cp1252") if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    sound = sum(letter.isalpha() or letter in _PRINT for letter in beyond)
    return sound > 0.9 * len(beyond) and len(beyond) < 0.2 * len(beginning)


def _utf_16_without_mark(beginning: bytes) -> str | None:
    """Every second byte of Western text in UTF-16 is a NUL."""
    some = beginning[:2000]
    if len(some) < 4 or len(some) % 2:
        return None
    even, odd = some[::2].count(0), some[1::2].count(0)
    most = len(some) // 2 * 0.8
    if odd > most and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd == 0 else None


def _is_utf_8(file: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(file) as stream:
        try:
            while piece := stream.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
