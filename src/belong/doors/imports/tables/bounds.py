"""How much a workbook unfolds to, found before any of it is in memory: a few bytes can stand for a million cells."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

from belong.care.archives.public import ArchiveRefused, most_unpacked
from belong.ground.kernel.public import told as _

MOST_UNPACKED = 512 << 20
"""Bytes to which a workbook may unpack."""

MOST_CELLS = 4_000_000
"""Cells of a sheet, empty ones between others too: all of them are in memory while it is read."""

MOST_TEXT = 256 << 20
"""Letters of a sheet, those of a text that many cells share as often as they do."""

_PIECE = 1 << 18
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROOTS = {"sst": "texts", "worksheet": "sheet", "document-content": "sheet"}


class _Enough(Exception):
    """No more of this part has to be read."""


class _TooLarge(Exception):
    """The sheet unfolds to more than can be read."""


class _Sheet:
    """Counts the cells of one sheet, from its corner to the last row and column that hold something."""

    def __init__(self) -> None:
        self._rows = self._columns = self._letters = 0

    def add(self, row: int, column: int, *, rows: int = 1, columns: int = 1, letters: int = 0) -> None:
        self._rows, self._columns = max(self._rows, row + rows), max(self._columns, column + columns)
        self._letters += letters * rows * columns
        if self._rows * self._columns > MOST_CELLS or self._letters > MOST_TEXT:
            raise _TooLarge


class _Part:
    """One file of a workbook. What it is, its first element says."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._is_it = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._root
        self._parser.EntityDeclHandler = self._entity

    def read(self, packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        with packed.open(entry) as stream:
            try:
                while piece := stream.read(_PIECE):
                    self._parser.Parse(piece, False)
            except _Enough:
                return
            except expat.ExpatError:
                if self._is_it:
                    raise

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Letters of an element."""

    def _root(self, name: str, given: Mapping[str, str]) -> None:
        if _ROOTS.get(name.rpartition(":")[2]) != self._wanted:
            raise _Enough
        self._is_it = True
        self._parser.StartElementHandler = lambda name, given: self.start(name.rpartition(":")[2], given)
        self._parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        self._parser.CharacterDataHandler = self.text

    def _entity(self, *_given: object) -> None:
        raise _TooLarge


class _Texts(_Part):
    """How long each of the texts is that cells share."""

    def __init__(self) -> None:
        super().__init__("texts")
        self.lengths: list[int] = []

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "si":
            self.lengths.append(0)

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Cells(_Part):
    """The cells of an .xlsx sheet, or of the sheets of an .ods."""

    def __init__(self, lengths: list[int]) -> None:
        super().__init__("sheet")
        self._lengths = lengths
        self._sheet = _Sheet()
        self._row = self._column = -1
        self._rows = self._columns = 1
        self._shared = self._holds = self._is_value = self._is_cell = False
        self._letters = 0
        self._value = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "c":
            self._begin(given.get("r", ""), shared=given.get("t") == "s")
        elif name == "row":
            self._row = _whole(given.get("r", ""), self._row + 2) - 1
            self._column = -1
        elif name == "v":
            self._is_value = True
        elif name == "table":
            self._sheet, self._row = _Sheet(), 0
        elif name == "table-row":
            self._column, self._rows = 0, _repeated(given, "number-rows-repeated")
        elif name in {"table-cell", "covered-table-cell"}:
            self._is_cell = True
            self._columns = _repeated(given, "number-columns-repeated")
            self._holds = any(key.endswith("value-type") for key in given)
            self._letters = sum(len(value) for key, value in given.items() if key.endswith("string-value"))

    def end(self, name: str) -> None:
        if name == "c":
            if self._shared and (place := _whole(self._value, len(self._lengths))) < len(self._lengths):
                self._letters = self._lengths[place]
            self._sheet.add(self._row, self._column, letters=self._letters)
            self._is_cell = False
        elif name == "v":
            self._is_value = False
        elif name == "table-row":
            self._row += self._rows
        elif name in {"table-cell", "covered-table-cell"}:
            if self._holds or self._letters:
                self._sheet.add(self._row, self._column, rows=self._rows, columns=self._columns, letters=self._letters)
            self._column += self._columns
            self._is_cell = False

    def text(self, text: str) -> None:
        if self._is_cell:
            self._letters += len(text)
            if self._is_value:
                self._value += text[:12]

    def _begin(self, place: str, *, shared: bool) -> None:
        self._is_cell, self._shared, self._value, self._letters = True, shared, "", 0
        if found := _PLACE.fullmatch(place):
            self._row, self._column = int(found[2]) - 1, _number(found[1])
        else:
            self._column += 1


def _repeated(given: Mapping[str, str], name: str) -> int:
    return _whole(next((value for key, value in given.items() if key.endswith(name)), ""), 1)


def _whole(text: str, otherwise: int) -> int:
    """A number of at most nine ASCII digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _number(letters: str) -> int:
    """A column's number by its letters: A is 0, AA 26."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def refuse_if_huge(file: Path) -> None:
    """Refuse a workbook of which a sheet is too much to be in memory. An .xls, which is not packed, passes."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            if (size := sum(entry.file_size for entry in entries)) > min(MOST_UNPACKED, most_unpacked(file)):
                raise ArchiveRefused(
                    _("%(file)s unpacks to %(size)s MB, too much for a workbook: save its sheet as CSV.")
                    % {"file": file, "size": f"{size >> 20:,}"}
                )
            if any(entry.filename.endswith(".bin") and "workbook" in entry.filename for entry in entries):
                raise ArchiveRefused(
                    _("%(file)s is a binary workbook: save it as .xlsx, or its sheet as CSV.") % {"file": file}
                )
            _count(packed, entries)
    except (_TooLarge, OverflowError):
        raise ArchiveRefused(
            _(
                "%(file)s has a sheet of more than %(most)s cells, empty ones between others too, or of enormous "
                "texts: remove what stands far out, or save the sheet as CSV."
            )
            % {"file": file, "most": f"{MOST_CELLS:,}"}
        ) from None
    except expat.ExpatError as wrong:
        raise ArchiveRefused(
            _("%(file)s cannot be read: a sheet is damaged (%(wrong)s).") % {"file": file, "wrong": wrong}
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return  # damaged or locked, which whoever reads it says


def _count(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    lengths: list[int] = []
    for entry in entries:
        texts = _Texts()
        texts.read(packed, entry)
        lengths = texts.lengths or lengths
    for entry in entries:
        _Cells(lengths).read(packed, entry)
