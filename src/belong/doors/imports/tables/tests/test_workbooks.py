"""Workbooks: their kinds of cells, and how much of them is taken into memory."""

import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.tables.bounds import MOST_CELLS, MOST_TEXT
from belong.doors.imports.tables.tests.looking import look


def test_a_workbook_is_read_with_its_dates_and_numbers(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["nothing", "of", "interest"])
    sheet = book.create_sheet("Members")
    sheet.append(["Members 2024"])
    sheet.append(["Member ID", "Name", "Email", "Member since", "Newsletter"])
    sheet.append([1001, "Ann", "ann@example.org", date(2020, 5, 4), True])
    sheet.append(["0012", "Bo", "bo@example.org", "2021-06-07", False])
    file = tmp_path / "members.xlsx"
    book.save(file)
    shown = look(file)
    assert shown.how == "Read as the sheet 'Members' of a workbook"
    assert shown.first[0] == (
        3,
        (
            "Ann (1001), ann@example.org, joined 2020-05-04",
            f"permission mail for newsletter from {datetime.fromtimestamp(file.stat().st_mtime, UTC):%Y-%m-%d}",
        ),
    )
    assert shown.first[1][1][0] == "Bo (0012), bo@example.org, joined 2021-06-07"
    with pytest.raises(ArchiveRefused, match="has no sheet 'Mitglieder': it has Sheet, Members"):
        look(file, sheet="Mitglieder")


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "members.xlsx"
    Workbook().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet2.xml", bytes(70 << 20))
    with pytest.raises(ArchiveRefused, match=r"unpacks to 70 MB, too much for a workbook: save its sheet as CSV\."):
        look(file)


def test_a_workbook_with_a_cell_far_out_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    book, file = Workbook(), tmp_path / "members.xlsx"
    assert book.active is not None
    book.active.append(["Name", "Email"])
    book.active["XFD1048576"] = "x"
    book.save(file)
    with pytest.raises(ArchiveRefused, match=r"a sheet of more than 4,000,000 cells, empty ones between others too"):
        look(file)


def sheet_of_open_document(file: Path, *rows: tuple[int, list[tuple[str, int]]]) -> Path:
    """An .ods of rows, each (how often it is repeated, cells as (text, how often))."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    body = ""
    for often, cells in rows:
        body += f'<table:table-row table:number-rows-repeated="{often}">'
        for text, times in cells:
            holds = f' office:value-type="string"><text:p>{text}</text:p>' if text else ">"
            body += f'<table:table-cell table:number-columns-repeated="{times}"{holds}</table:table-cell>'
        body += "</table:table-row>"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
        packed.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file


HEAD = (1, [("Name", 1), ("Mail", 1)])
ANN = (1, [("Ann", 1), ("ann@example.org", 1)])


def test_empty_cells_to_the_end_of_an_open_document_are_none(tmp_path: Path) -> None:
    file = sheet_of_open_document(tmp_path / "m.ods", (1, [*HEAD[1], ("", 16_382)]), ANN, (1_048_574, [("", 16_384)]))
    assert dict(look(file).counts) == {"people": 1}


@pytest.mark.parametrize(
    "row",
    [
        (1_000_000, [("x", 10)]),
        (1_000, [("x", 10_000)]),
        (1, [("", 5_000_000), ("x", 1)]),
        (1_000_000, [(300 * "x", 1)]),
    ],
)
def test_an_open_document_that_repeats_a_cell_a_million_times_is_refused_at_once(
    tmp_path: Path, row: tuple[int, list[tuple[str, int]]]
) -> None:
    tracemalloc.start()
    with pytest.raises(ArchiveRefused, match=r"m\.ods has a sheet of more than 4,000,000 cells"):
        look(sheet_of_open_document(tmp_path / "m.ods", HEAD, row, ANN))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


def test_a_workbook_whose_cells_share_an_enormous_text_is_refused(tmp_path: Path) -> None:
    whole, file = tmp_path / "whole.xlsx", tmp_path / "members.xlsx"
    Workbook().save(whole)
    times = MOST_TEXT // 32_000 + 1
    cells = "".join(f'<row r="{row + 2}"><c t="s"><v>1</v></c></row>' for row in range(times))
    assert times < MOST_CELLS
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
            after.writestr(name, sheet if is_sheet else before.read(name))
        after.writestr("xl/sharedStrings.xml", f"<sst><si><t>Name</t></si><si><t>{'x' * 32_000}</t></si></sst>")
    with pytest.raises(ArchiveRefused, match="or of enormous texts"):
        look(file)


def test_a_workbook_with_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    whole, file = tmp_path / "whole.xlsx", tmp_path / "members.xlsx"
    Workbook().save(whole)
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            after.writestr(name, b"<worksheet><sheetData><row r=" if is_sheet else before.read(name))
    with pytest.raises(ArchiveRefused, match=r"members\.xlsx cannot be read: the sheet 'Sheet' is damaged"):
        look(file)


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_workbook_counts_its_days_as_it_says(tmp_path: Path, from_1904: bool) -> None:
    book, file = Workbook(), tmp_path / "members.xlsx"
    assert book.active is not None
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    book.active.append(["No", "Name", "Member since"])
    book.active.append([1, "Ann", 43829 if from_1904 else 45291])
    book.active.append([2, "Bo", date(2023, 12, 31)])
    book.save(file)
    assert [said[0] for _, said in look(file).first] == ["Ann (1), joined 2023-12-31", "Bo (2), joined 2023-12-31"]
