"""The rows of one file of a dump, by a streaming parser: memory does not grow with the file."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.files import opened
from belong.ground.kernel.public import Told
from belong.ground.kernel.public import told as _

CHUNK = 1 << 18
LONGEST_ROW = 32 << 20

_CUT_OFF = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}

Element = tuple[int, str, dict[str, str]]
"""Line, name and attributes."""


class Elements:
    """The elements below the root of `file`, whose root must be called `root`; `read` counts its bytes."""

    def __init__(self, file: Path, root: str) -> None:
        self.read = 0
        self._file = file
        self._root = root
        self._depth = 0
        self._begun = False
        self._found: list[Element] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._doctype

    def __iter__(self) -> Iterator[Element]:
        decoder = codecs.getincrementaldecoder("utf-8")()
        last = 0
        with opened(self._file) as stream:
            while chunk := stream.read(CHUNK):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    raise self._refused(_("%(file)s is not UTF-8.")) from None
                self.read += len(chunk)
                self._parse(chunk)
                if self._found:
                    yield from self._found
                    self._found.clear()
                    last = self.read
                elif self.read - last > LONGEST_ROW:
                    raise self._refused(_("%(file)s has a row of more than %(most)s MB."), most=LONGEST_ROW >> 20)
            self._parse(b"", end=True)
            yield from self._found

    def _parse(self, chunk: bytes, end: bool = False) -> None:
        try:
            self._parser.Parse(chunk, end)
        except expat.ExpatError as error:
            if not end or error.code not in _CUT_OFF:
                raise self._refused(_("%(file)s is not XML (line %(line)s)."), line=error.lineno) from None
            if self._begun:
                says = _("%(file)s is cut off: it ends in line %(line)s without its closing tag.")
                raise self._refused(says, line=error.lineno) from None
            if not self.read:
                raise self._refused(_("%(file)s is empty.")) from None
            raise self._refused(_("%(file)s is not XML (line %(line)s)."), line=1) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == 1:
            self._found.append((self._parser.CurrentLineNumber, name, attributes))
        elif self._depth == 0:
            self._begun = True
            if name != self._root:
                raise self._refused(
                    _("%(file)s holds %(found)s where %(due)s is due."), found=f"<{name[:40]}>", due=f"<{self._root}>"
                )
        self._depth += 1

    def _end(self, name: str) -> None:
        self._depth -= 1

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "utf8"}:
            raise self._refused(_("%(file)s is not UTF-8: it says that it is %(encoding)s."), encoding=encoding[:40])

    def _doctype(self, *declaration: object) -> None:
        raise self._refused(_("%(file)s declares entities or a document type, which no dump does."))

    def _refused(self, why: Told, **values: object) -> ArchiveRefused:
        return ArchiveRefused(why % {"file": self._file, **values})
