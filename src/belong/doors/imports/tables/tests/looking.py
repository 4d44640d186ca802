"""How the tests of tables look at a file."""

from pathlib import Path

from belong.doors.imports.tables.archive import open_table
from belong.doors.imports.tables.preview import Preview, preview


def look(file: Path, kind: str = "people", **options: str) -> Preview:
    return preview(open_table(kind, file, options))


def put(folder: Path, text: str, name: str = "members.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file
