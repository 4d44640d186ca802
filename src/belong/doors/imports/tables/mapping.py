"""Which column holds what: found by headings, corrected by hand, kept as a small JSON file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.tables.headings import BESIDE, MANY, field_of, is_field, plain
from belong.ground.kernel.public import told as _

LEFT_OUT = "-"
"""Said of a column that is not to be read."""


@dataclass(frozen=True, slots=True)
class Columns:
    """`fields`: for each field the numbers of its columns; `left_out`: headings that are not read."""

    headings: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    left_out: tuple[str, ...]

    def said(self) -> dict[str, str]:
        """Heading -> field, in the order of the columns; `-` where it is left out."""
        fields = {column: field for field, columns in self.fields.items() for column in columns}
        return {heading: fields.get(column, LEFT_OUT) for column, heading in enumerate(self.headings) if heading}

    def name(self, field: str) -> str:
        """The heading of a field, for reasons."""
        columns = self.fields.get(field)
        return self.headings[columns[0]] if columns else field


def columns_of(headings: tuple[str, ...], kind: str, given: Mapping[str, str]) -> Columns:
    """The columns of a table of this kind; `given` (heading -> field, or `-`) weighs more than what is recognised.

    Where several columns hold a field that has one value, the first is read. Raises `ArchiveRefused` on a field that
    there is none of, or a heading that the table lacks.
    """
    wanted = {plain(heading): field for heading, field in given.items()}
    for heading, field in given.items():
        if field != LEFT_OUT and not is_field(field, kind):
            raise ArchiveRefused(
                _("There is no field %(field)s for the column %(heading)s.")
                % {"field": repr(field), "heading": repr(heading)}
            )
        if plain(heading) not in {plain(each) for each in headings}:
            raise ArchiveRefused(
                _("There is no column %(heading)s: the columns are %(list)s.")
                % {"heading": repr(heading), "list": ", ".join(filter(None, headings))}
            )
    many = MANY if kind == "people" else frozenset()
    fields: dict[str, list[int]] = {}
    left_out = []
    for column, (heading, found) in enumerate(zip(headings, _held(headings, kind, wanted), strict=True)):
        if found is None or found == LEFT_OUT or (found in fields and found not in many):
            left_out.append(heading)
        else:
            fields.setdefault(found, []).append(column)
    return Columns(headings, {field: tuple(places) for field, places in fields.items()}, tuple(filter(None, left_out)))


def _held(headings: tuple[str, ...], kind: str, wanted: Mapping[str, str]) -> list[str | None]:
    """What each column holds, by hand or by its heading."""
    held = [wanted.get(plain(heading), field_of(heading, kind)) if heading else None for heading in headings]
    if kind == "people":
        return held
    return [
        BESIDE[plain(heading)] if plain(heading) in BESIDE.keys() - wanted.keys() and held.count(field) > 1 else field
        for heading, field in zip(headings, held, strict=True)
    ]


def read(file: Path) -> dict[str, str]:
    """The mapping in a file: a JSON object of headings and fields."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ArchiveRefused(
            _("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
        ) from None
    except ValueError:
        raise ArchiveRefused(_("%(file)s is no mapping: it is no JSON.") % {"file": file}) from None
    return checked(found, str(file))


def checked(found: object, what: str) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ArchiveRefused(_('%(what)s is no mapping: write it as {"heading": "field"}.') % {"what": what})
    return found


def write(file: Path, columns: Columns) -> None:
    file.write_text(json.dumps(columns.said(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def of_words(words: Iterable[str]) -> dict[str, str]:
    """`HEADING=FIELD` each."""
    found = {}
    for word in words:
        heading, sign, field = word.rpartition("=")
        if not sign or not heading.strip():
            raise ArchiveRefused(_("%(word)s is no HEADING=FIELD.") % {"word": repr(word)})
        found[heading.strip()] = field.strip()
    return found
