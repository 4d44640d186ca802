"""Tables as they come: letters, signs, quotation marks, headings, dates."""

import json
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from belong.care.archives.public import ArchiveRefused, Item, Phase, Reject
from belong.doors.imports.tables import csvs
from belong.doors.imports.tables.archive import open_table
from belong.doors.imports.tables.dates import Order, moment_of
from belong.doors.imports.tables.headings import field_of
from belong.doors.imports.tables.sheet import Cell, Row, text_of
from belong.doors.imports.tables.tests.looking import look, put
from belong.doors.imports.tables.values import yes_or_no
from belong.ground.kernel.public import settled


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize(("sign", "named"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "strokes")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_letters_signs_and_line_ends_are_found(
    tmp_path: Path, encoding: str, says: str, sign: str, named: str, end: str
) -> None:
    rows = [
        ["Vorname", "Nachname", "E-Mail"],
        ["Jürgen", "Groß", "juergen@example.org"],
        ["Ana", "Sá", "ana@example.org"],
    ]
    file = put(tmp_path, end.join(sign.join(row) for row in rows) + end, encoding=encoding)
    shown = look(file)
    assert shown.how.startswith(f"Read as text in {says}, parted by ")
    assert named in shown.how
    assert [words[0].split(" (")[0] for _, words in shown.first] == ["Jürgen Groß", "Ana Sá"]
    assert shown.refused == ()


def test_titles_remarks_and_repeated_headings_are_no_people(tmp_path: Path) -> None:
    file = put(
        tmp_path,
        "# made by hand\nMembers of the club,,\n,,\nName,Mail,Remark\nAnn,ann@example.org,x\n\nName,Mail,Remark\n"
        "# the quiet ones\nBo,bo@example.org,\n",
    )
    shown = look(file)
    assert (shown.heading_line, shown.left_out, dict(shown.counts)) == (4, ("Remark",), {"people": 2})
    assert [line for line, _ in shown.first] == [5, 9]


def test_a_bad_line_spoils_no_other(tmp_path: Path) -> None:
    file = put(
        tmp_path,
        'Name,Mail\nAnn,ann@example.org\n"Bo,bo@example.org\nCy,cy@example.org\nDi,di@example.org,extra\n'
        'Ed,no address\n,\nAnn,ann@example.org\n"Flo ""F"" Fox",flo@example.org\n',
    )
    shown = look(file)
    assert dict(shown.counts) == {"people": 3}
    assert shown.refused == (
        (3, "a quotation mark is out of place or never closed"),
        (5, "the row has 3 cells, and there are 2 columns"),
        (6, "the address holds no e-mail address: 'no address'"),
        (8, "'ann@example.org' is there already, in line 2"),
    )


def test_two_who_share_an_address_stay_two(tmp_path: Path) -> None:
    file = put(tmp_path, "Key,Name,Mail\n3,Peter,family@example.org\n4,Anna,Family@example.org\n5,Bo,bo@example.org\n")
    shown = look(file)
    assert dict(shown.counts) == {"people": 3}
    assert shown.refused == (
        (3, "the person was taken without the address 'family@example.org': it is that of line 2"),
    )
    assert [said[0] for _, said in shown.first] == [
        "Peter (3), family@example.org, has not joined",
        "Anna (4), has not joined",
        "Bo (5), bo@example.org, has not joined",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\0\1\2\3abc\0\0", "is no text: it holds NUL bytes"),
        (b"colour,size\nred,2\n", "has no heading that is known here; its first row is 'colour', 'size'"),
        (b"# only remarks\n", "holds no rows"),
        (b"Name,Mail\n", "has no rows below its headings"),
        (b"PK\x03\x04 no zip at all", "is no workbook that can be read"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with pytest.raises(ArchiveRefused, match=says):
        look(file)


def test_names_and_headings_of_every_script_are_told_apart(tmp_path: Path) -> None:
    people = ("Иван Петров", "Анна Петрова", "Mia Смирнова", "Mia Попова", "王伟", "李娜", "प्रिया", "אנה")
    file = put(tmp_path, "Имя,Город,Роль\n" + "".join(f"{one},Псков,Казначей\n" for one in people))
    shown = look(file, columns=json.dumps({"Имя": "name", "Роль": "role", "Город": "-"}))
    assert (shown.refused, shown.left_out) == ((), ("Город",))
    assert dict(shown.counts) == {"people": len(people), "roles": len(people)}


def test_a_column_is_named_by_hand_or_left_out(tmp_path: Path) -> None:
    file = put(tmp_path, "Wer,Mail,Gruppe\nAnn,ann@example.org,Nord\n")
    assert look(file).left_out == ("Wer",)
    shown = look(file, columns=json.dumps({"wer": "name", "Gruppe": "-"}))
    assert (shown.columns, shown.left_out) == ((("Wer", "name"), ("Mail", "mail")), ("Gruppe",))
    with pytest.raises(ArchiveRefused, match="There is no field 'nickname'"):
        look(file, columns=json.dumps({"Wer": "nickname"}))
    with pytest.raises(ArchiveRefused, match="There is no column 'Who'"):
        look(file, columns=json.dumps({"Who": "name"}))


@pytest.mark.parametrize(
    ("column", "day"),
    [
        (["2024-12-31"], date(2024, 12, 31)),
        (["2024/3/1"], date(2024, 3, 1)),
        (["31.12.2024"], date(2024, 12, 31)),
        (["01.02.2024"], date(2024, 2, 1)),
        (["12/31/2024", "01/02/2024"], date(2024, 12, 31)),
        (["01/02/2024", "12/31/2024"], date(2024, 1, 2)),
        (["01/02/2024", "31/12/2024"], date(2024, 2, 1)),
        (["05/05/2024"], date(2024, 5, 5)),
    ],
)
def test_the_column_says_which_number_is_the_month(column: list[str], day: date) -> None:
    order = Order()
    for cell in column:
        order.look(cell)
    assert moment_of(column[0], "When", order) == datetime(day.year, day.month, day.day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("column", "says"),
    [
        (["01/02/2024", "03/04/2024"], "nothing in its column says which number is the month"),
        (["05/06/2024", "31/12/2024", "12/31/2024"], "days and months stand in both orders"),
        (["31.12.24"], "a year of two digits"),
        (["31.02.2024"], "no day of the calendar"),
        (["soon"], "is no date"),
        (["2999-01-01"], "When is in the future: '2999-01-01'$"),
        (["31.12.2999"], r"When is in the future: '31\.12\.2999'$"),
        (["12/31/2999 8:15 pm"], r"When is in the future: '12/31/2999 8:15 pm'$"),
        ([datetime(2999, 12, 31, tzinfo=None)], "When is in the future: '2999-12-31'$"),  # noqa: DTZ001
        (["1899-05-04"], "When is before 1900: '1899-05-04'$"),
        (["45291"], "is no date: '45291'"),
        (["2019", "2020-01-01"], "is no date: '2019'"),
        (["2024-01-01 at noon"], "no time of day"),
    ],
)
def test_a_date_that_can_be_read_in_two_ways_is_refused(column: list[Cell], says: str) -> None:
    order = Order()
    for cell in column:
        order.look(cell)
    with pytest.raises(ValueError, match=says):
        moment_of(column[0], "When", order)


@pytest.mark.parametrize(
    ("column", "epoch", "at"),
    [
        (["45291", "2024-01-01"], None, datetime(2023, 12, 31, tzinfo=UTC)),
        (["45291.604166667", "31.12.2023"], None, datetime(2023, 12, 31, 14, 30, tzinfo=UTC)),
        (["45291"], date(1899, 12, 30), datetime(2023, 12, 31, tzinfo=UTC)),
        (["43829"], date(1904, 1, 1), datetime(2023, 12, 31, tzinfo=UTC)),
    ],
)
def test_the_number_of_a_day_is_read_among_days_and_in_workbooks(
    column: list[Cell], epoch: date | None, at: datetime
) -> None:
    order = Order(epoch)
    for cell in column:
        order.look(cell)
    assert moment_of(column[0], "When", order) == at


@pytest.mark.parametrize(
    "heading",
    ["Mitgliedsnr", "Mitglieds-Nr.", "MitgliedNr", "Member #", "Member No.", "N° adhérent", "Nº socio", "Nro. de socio",
     "Lidnr.", "Klant-nr"],
)  # fmt: skip
def test_short_words_for_a_number_are_known(tmp_path: Path, heading: str) -> None:
    shown = look(put(tmp_path, f"{heading};Name\n007;Ann Ash\n"))
    assert shown.columns == ((heading, "key"), ("Name", "name"))
    assert field_of(heading, "touches") == "person_key"


@pytest.mark.parametrize(
    "line",
    ["Summe;9;", ";Total;9", "Total: 9;;", "Gesamtzahl Mitglieder;2;18,50 €", "Total general;;9", "9;Totaal leden;"],
)
def test_a_line_of_sums_is_no_person(tmp_path: Path, line: str) -> None:
    shown = look(put(tmp_path, f"No;Name;Fee\n1;Ann Ash;9\n2;Sum Wai Lee;9\n{line}\n"))
    assert dict(shown.counts) == {"people": 2}
    assert shown.refused == ((4, "the row is a sum of the others, not a person"),)


def test_a_day_begins_where_the_organisation_is() -> None:
    with settled(time_zone="Pacific/Auckland"):
        assert moment_of("2024-07-01", "When", Order()) == datetime(2024, 6, 30, 12, tzinfo=UTC)
        assert moment_of("2024-07-01", "When", Order(), "2:30 pm") == datetime(2024, 7, 1, 2, 30, tzinfo=UTC)
        assert moment_of("2024-07-01T10:00:00+02:00", "When", Order()) == datetime(2024, 7, 1, 8, tzinfo=UTC)


def told(item: Item) -> tuple[int, object, object]:
    return item.line, item.what, item.raw() if callable(item.raw) else item.raw


@pytest.mark.parametrize("second", ["E-Mail 2", "Email2", "E-mail 3", "Zweite E-Mail", "Second email"])
def test_a_further_address_is_known_by_its_heading(second: str, tmp_path: Path) -> None:
    found = look(put(tmp_path, f"Name,E-Mail,{second}\nAnn,ann@example.org,ann.two@example.org\n"))
    assert dict(found.columns)[second] == "mail"
    assert "ann.two@example.org" in str(found.first[0])


def test_reading_goes_on_where_it_stood(tmp_path: Path) -> None:
    lines = [f"Person {n},p{n}@example.org,{'yes' if n % 3 else 'no'},Group {n % 4}" for n in range(50)]
    archive = open_table("people", put(tmp_path, "Name,Mail,Newsletter,Group\n" + "\n".join(lines)), {})
    checked = archive.check(lambda _done, _total: None)
    for phase, count in checked.items.items():
        whole, rest = ([told(item) for item in archive.items(phase, skip)] for skip in (0, 7))
        assert len(whole) == count
        assert rest == whole[7:]
        assert not any(isinstance(what, Reject) for _, what, _ in whole)
    assert checked.items[Phase.GROUPS] == 4


@pytest.mark.real_data
def test_each_of_the_known_odd_files_is_read_right(shared_data: Path) -> None:
    folder = shared_data / "csv" / "csv-spectrum"
    files = sorted((folder / "csvs").glob("*.csv"))
    assert len(files) == 11
    for file in files:
        rows = list(csvs.rows_of(file, csvs.dialect_of(file)))
        names = [str(cell) for cell in rows[0].cells]
        found = [dict(zip(names, map(str, row.cells), strict=True)) for row in rows[1:]]
        wanted = json.loads((folder / "json" / f"{file.stem}.json").read_text())
        assert _plain(found) == _plain(wanted if isinstance(wanted, list) else [wanted]), file.name


def _plain(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{key: value.replace("\r\n", "\n") for key, value in row.items()} for row in rows]


@pytest.mark.real_data
def test_other_files_come_as_tables_or_are_refused_in_words(shared_data: Path) -> None:
    shapes = {}
    for file in sorted(
        [*(shared_data / "csv" / "papaparse").rglob("*.csv"), *(shared_data / "members_orgs").rglob("*.csv")]
    ):
        rows: list[Row] = [row for row in csvs.rows_of(file, csvs.dialect_of(file)) if not row.is_blank]
        assert not [row for row in rows if row.wrong], file
        body = [row for row in rows if not row.is_comment]
        shapes[file.name] = (len(body), len(body[0].cells), text_of(body[0].cells[0])[:12])
    assert shapes["verylong-sample.csv"] == (2001, 3, "placeholder")
    assert shapes["brigades.csv"][0] == 222
    assert shapes["rladies_events.csv"][0] == 5228
    with pytest.raises(ArchiveRefused, match="has no heading that is known here"):
        look(next((shared_data / "csv" / "papaparse").rglob("sample.csv")))


def test_memory_does_not_grow_with_long_cells() -> None:
    cells = ["Ä" * 100_000 + str(number) for number in range(200)]
    tracemalloc.start()
    try:
        assert {yes_or_no(cell) for cell in cells} == {None}
        assert tracemalloc.get_traced_memory()[0] < 5_000_000
    finally:
        tracemalloc.stop()
