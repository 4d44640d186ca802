"""Tables of contact moments: which column is the day, the time, the channel and the other person."""

from pathlib import Path

import pytest

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.tables.tests.looking import look, put


def test_contact_moments_need_a_day_a_channel_and_who_began(tmp_path: Path) -> None:
    file = put(tmp_path, "Datum,Kanal,E-Mail,Notiz\n31.12.2023,Anruf,ann@example.org,Asked.\n01.01.2024,Besuch,,x\n")
    with pytest.raises(ArchiveRefused, match="No column says who began: say whether"):
        look(file, "touches")
    shown = look(file, "touches", direction="in")
    assert shown.first[0][1][-1] == "phone in on 2023-12-31 00:00 UTC with ann@example.org"
    assert shown.refused == ((3, "the row has neither an address nor an id: a name alone could be anybody's"),)
    with pytest.raises(ArchiveRefused, match="No column says on what channel"):
        look(put(tmp_path, "Datum,E-Mail\n", "y.csv"), "touches", direction="in")


@pytest.mark.parametrize("time", ["Time", "Uhrzeit", "Zeit"])
@pytest.mark.parametrize("day_first", [True, False])
def test_a_time_and_a_name_beside_the_day_and_the_address_are_read_as_such(
    time: str, day_first: bool, tmp_path: Path
) -> None:
    days, values = (["Date", time], ["2024-05-13", "14:30"]) if day_first else ([time, "Date"], ["14:30", "2024-05-13"])
    head, row = (
        [*days, "With", "E-mail", "Channel", "Direction"],
        [*values, "Ann Ash", "ann@example.org", "phone", "in"],
    )
    found = look(put(tmp_path, f"{','.join(head)}\n{','.join(row)}\n"), "touches")
    assert dict(found.columns) == {
        "Date": "at", time: "clock", "With": "name", "E-mail": "mail", "Channel": "channel", "Direction": "direction"
    }  # fmt: skip
    assert found.refused == ()
    assert "2024-05-13 14:30" in str(found.first[0])


def test_a_time_and_a_name_alone_are_the_day_and_the_address(tmp_path: Path) -> None:
    found = look(put(tmp_path, "Time,With,Channel,Direction\n2024-05-13,ann@example.org,phone,in\n"), "touches")
    assert dict(found.columns)["Time"] == "at"
    assert dict(found.columns)["With"] == "mail"
    by_hand = look(
        put(tmp_path, "Date,Time,E-mail,With,Channel,Direction\n2024-05-13,1,ann@example.org,Ann,phone,in\n"),
        "touches", columns='{"Time": "-", "With": "note"}',
    )  # fmt: skip
    assert (by_hand.left_out, dict(by_hand.columns)["With"]) == (("Time",), "note")


def test_a_table_of_contacts_says_of_one_column_of_addresses_alone_that_it_is_read(tmp_path: Path) -> None:
    text = "Date,E-mail,Person mail,Channel,Direction\n2024-05-13,ann@example.org,ben@example.org,phone,in\n"
    found = look(put(tmp_path, text), "touches")
    assert (dict(found.columns).get("E-mail"), found.left_out) == ("mail", ("Person mail",))
