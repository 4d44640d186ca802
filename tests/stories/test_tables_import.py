"""People and contact moments come in by tables, and newer tables say what has changed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from belong.care.archives.public import RunCard, last_place, run, run_card, runs, start_run, undo
from belong.doors.cli.bringing import print_run
from belong.doors.imports.public import open_table
from belong.doors.web.imports.words import sentence
from belong.doors.web.people.river import Moment, river
from belong.ground.groups.public import actor_for
from belong.ground.ledger.public import drain
from belong.ground.people.public import (
    add_identity,
    add_person,
    find_identity,
    join_community,
    open_account,
    person_cards,
    withdraw_permission,
)
from tests.stories.imports import SYSTEM, Stop, acted, count, facts

pytestmark = pytest.mark.usefixtures("clone")

HEAD = "No;Name;Mail;Joined;Newsletter;Role;Groups;Interests\n"
FIRST = (
    HEAD + "1;Ann Ash;ann@example.org;2020-01-02;2020-01-05;treasurer;North, Board;mills\n"
    "2;Bo Birch;bo@example.org;2021-03-04;yes;;North;mills; \n"
    "3;Cy Cole;cy@example.org;;no;;;\n"
    "4;Di Dove;not an address;;;;;\n"
)
NEWER = (
    HEAD + "1;Ann Oak;ann@example.org;2020-01-02;2020-01-05;treasurer;North, Board;mills\n"
    "2;Bo Birch;bo@example.org;2021-03-04;no;;North;mills\n"
    "5;Eve Elm;eve@example.org;yes;yes;;South;bread\n"
)


def bring(folder: Path, text: str, kind: str = "people", **options: str) -> RunCard:
    file = folder / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    archive = open_table(kind, file, {"as-of": "2022-01-01", **options})
    return run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)


def person(key: str) -> int:
    found = find_identity(f"people:people:{key}")
    assert found is not None
    return found


def name(key: str) -> str:
    return person_cards([person(key)])[person(key)].name


def rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


def test_a_row_is_a_person_with_all_that_it_says(tmp_path: Path) -> None:
    card = bring(tmp_path, FIRST)
    assert (card.says, card.rejects) == ("done", 1)
    ann, bo, cy = person("1"), person("2"), person("3")
    assert find_identity("mail:ann@example.org") == ann
    own = "word not in ('batch_completed', 'founded')"
    assert sorted(facts(own), key=str) == sorted(
        [
            ("joined", ann, None, day(2020, 1, 2)),
            ("joined", bo, None, day(2021, 3, 4)),
            ("permission_granted", ann, None, day(2020, 1, 5)),
            ("permission_granted", bo, None, day(2022, 1, 1)),
            ("role_given", None, ann, day(2020, 1, 2)),
            ("joined_group", ann, None, day(2020, 1, 2)),
            ("joined_group", ann, None, day(2020, 1, 2)),
            ("joined_group", bo, None, day(2021, 3, 4)),
            ("followed_tag", ann, None, day(2020, 1, 2)),
            ("followed_tag", bo, None, day(2021, 3, 4)),
        ],
        key=str,
    )
    assert rows("select count(*) from people_permission where person_id = " + str(cy)) == [(0,)]
    [reject] = [json.loads(line) for line in Path(str(card.rejects_file)).read_text().splitlines()]
    assert (reject["line"], reject["reason"]) == (5, "the address holds no e-mail address: 'not an address'")
    assert reject["record"]["Name"] == "Di Dove"


def test_the_same_table_again_changes_nothing(tmp_path: Path) -> None:
    bring(tmp_path, FIRST)
    before = facts()
    again = bring(tmp_path, FIRST)
    assert again.changed_nothing
    assert facts() == before
    later = bring(tmp_path, FIRST, **{"as-of": "2023-06-01"})
    assert later.changed_nothing
    assert facts() == before


def test_a_table_of_which_no_row_can_be_read_does_not_say_that_it_was_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = bring(tmp_path, HEAD + "4;Di Dove;not an address;;;;;\n")
    bring(tmp_path, FIRST)
    again = bring(tmp_path, FIRST)
    print_run(first, "text")
    assert sentence(first) == "It brought nothing: none of it could be read. What was left out says why."
    printed = capsys.readouterr().out
    assert "None of it could be read." in printed
    assert f"1 record could not be read or placed; it is in {first.rejects_file}." in printed
    print_run(again, "text")
    assert sentence(again) == "It brought nothing: what could be read was here already."
    assert "What could be read was here already." in capsys.readouterr().out


def test_a_table_of_which_nothing_could_be_read_tells_no_way_to_read_the_next(tmp_path: Path) -> None:
    bring(tmp_path, HEAD + "4;Di Dove;not an address;;;;;\n")
    assert last_place(SYSTEM, "people:people") is None
    bring(tmp_path, FIRST, columns='{"Interests": "-"}')
    bring(tmp_path, HEAD + "4;Di Dove;not an address;;;;;\n")
    known = last_place(SYSTEM, "people:people")
    assert known is not None
    assert json.loads(known.options["columns"])["Interests"] == "-"


def test_a_newer_table_updates_and_says_who_is_gone(tmp_path: Path) -> None:
    bring(tmp_path, FIRST)
    card = bring(tmp_path, NEWER, **{"as-of": "2023-06-01"})
    assert (name("1"), name("2"), name("3")) == ("Ann Oak", "Bo Birch", "Cy Cole")
    assert ("permission_withdrawn", person("2"), None, day(2023, 6, 1)) in facts()
    assert ("joined", person("5"), None, day(2023, 6, 1)) in facts()
    assert card.notes[-1] == (
        "1 person of an earlier table of this name is not in this one; they stand at the end of what was left out."
    )
    [gone] = [json.loads(line) for line in Path(str(card.rejects_file)).read_text().splitlines()]
    assert gone["record"] == {"key": "3", "name": "Cy Cole"}
    assert "nothing was taken away" in gone["reason"]


def test_undoing_the_newer_table_gives_the_former_names_back(tmp_path: Path) -> None:
    bring(tmp_path, FIRST)
    before = acted()
    card = bring(tmp_path, NEWER.replace(";no;", ";yes;"), **{"as-of": "2023-06-01"})
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert name("1") == "Ann Ash"
    assert find_identity("people:people:5") is None
    assert acted() == before


def test_a_name_chosen_here_is_not_taken_from_a_table(tmp_path: Path) -> None:
    bring(tmp_path, FIRST)
    account = open_account(actor=SYSTEM, email="ann@example.org", name="Annie", password="three words and a lamp")
    if account.person_id != person("1"):
        rows(f"update people_account set person_id = {person('1')} where id = {account.pk} returning id")
    bring(tmp_path, NEWER, **{"as-of": "2023-06-01"})
    assert name("1") == "Ann Ash"


def test_a_yes_without_a_day_after_a_withdrawal_is_doubtful(tmp_path: Path) -> None:
    bring(tmp_path, FIRST)
    bring(tmp_path, NEWER, **{"as-of": "2023-06-01"})
    card = bring(tmp_path, FIRST, **{"as-of": "2023-07-01"})
    reasons = [json.loads(line)["reason"] for line in Path(str(card.rejects_file)).read_text().splitlines()]
    assert "This permission was withdrawn on 2023-06-01: say on which day it was given again." in reasons
    assert rows(f"select count(*) from people_permission where person_id = {person('2')} and withdrawn_at is null") == [
        (0,)
    ]


def test_who_withdrew_here_stays_withdrawn(tmp_path: Path) -> None:
    bring(tmp_path, FIRST)
    account = open_account(actor=SYSTEM, email="someone@example.org", name="S", password="three words and a lamp")
    rows(f"update people_account set person_id = {person('1')} where id = {account.pk} returning id")
    withdraw_permission(actor=actor_for(account.pk), person=person("1"), channel="mail", purpose="newsletter")
    bring(tmp_path, FIRST, **{"as-of": "2023-06-01"})
    assert rows(f"select count(*) from people_permission where person_id = {person('1')} and withdrawn_at is null") == [
        (0,)
    ]


def test_a_run_that_was_stopped_goes_on_to_the_same_end(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(FIRST, encoding="utf-8")
    options = {"as-of": "2022-01-01"}

    def stopping(progress: object) -> None:
        if getattr(progress, "phase", "") == "memberships":
            raise Stop

    archive = open_table("people", file, options)
    with pytest.raises(Stop):
        run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive, watch=stopping)
    assert find_identity("people:people:1") is None
    [stopped] = runs(SYSTEM)
    again = open_table("people", file, stopped.place.options)
    assert run(actor=SYSTEM, run_id=stopped.id, archive=again).says == "done"
    assert len(facts("word not in ('batch_completed', 'founded')")) == 10


def test_contact_moments_find_the_people_of_their_table(tmp_path: Path) -> None:
    bring(tmp_path, FIRST)
    text = (
        "Date;Time of day;Member number;Mail;Channel;Direction;Purpose;Note;Staff mail\n"
        "2021-05-06;14:30;1;;Phone call;in;help;Asked for the key.;host@example.org\n"
        "2021-05-07;;;bo@example.org;Visit;out;;;\n"
        "2021-05-08;;;new@example.org;Letter;out;thank;;\n"
        "2021-05-06;14:30;1;;Phone call;in;help;Asked for the key.;\n"
        "2021-05-09;;;;Phone;in;;Nobody knows who.;\n"
    )
    card = bring(tmp_path, text, "touches", people="people")
    assert card.rejects == 2
    contacted = facts("word = 'contacted'")
    new, host = find_identity("mail:new@example.org"), find_identity("mail:host@example.org")
    assert sorted(contacted, key=str) == sorted(
        [
            ("contacted", person("1"), host, datetime(2021, 5, 6, 14, 30, tzinfo=UTC)),
            ("contacted", None, person("2"), day(2021, 5, 7)),
            ("contacted", None, new, day(2021, 5, 8)),
        ],
        key=str,
    )
    assert count("people_person") == 5
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert facts("word = 'contacted'") == []
    assert run_card(SYSTEM, card.id).says == "undone"


KEYED = "No;Name;Mail;Joined\n"
PETER = KEYED + "3;Peter Ash;home@example.org;2020-01-02\n"


def left_out(card: RunCard) -> list[str]:
    return [json.loads(line)["reason"] for line in Path(str(card.rejects_file)).read_text().splitlines()]


def test_somebody_new_at_a_household_address_is_somebody_else(tmp_path: Path) -> None:
    bring(tmp_path, PETER)
    card = bring(tmp_path, KEYED + "4;Anna Ash;home@example.org;2021-01-02\n3;Peter Ash;home@example.org;2020-01-02\n")
    assert person("4") != person("3")
    assert (name("3"), name("4")) == ("Peter Ash", "Anna Ash")
    assert find_identity("mail:home@example.org") == person("3")
    assert left_out(card) == [
        "The person was taken without home@example.org: it is that of 3, who is listed too.",
        "the person was taken without the address 'home@example.org': it is that of line 2",
    ]


def test_a_new_number_for_the_same_name_and_address_is_the_same_person(tmp_path: Path) -> None:
    bring(tmp_path, PETER)
    before = facts()
    card = bring(tmp_path, KEYED + "4;PETER ASH;home@example.org;2020-01-02\n")
    assert person("4") == person("3")
    assert card.rejects == 0
    assert facts("word not in ('batch_completed', 'joined')") == [
        one for one in before if one[0] not in ("joined", "batch_completed")
    ]
    third = bring(tmp_path, KEYED + "3;Cy Cole;cy@example.org;2022-01-01\n4;Peter Ash;home@example.org;2020-01-02\n")
    assert left_out(third) == [
        "The number 3 was that of Peter Ash, who is listed as 4 now: give whoever this is another number."
    ]
    assert name("4") == "Peter Ash"


def test_another_name_at_the_address_of_one_who_is_gone_is_refused(tmp_path: Path) -> None:
    bring(tmp_path, PETER)
    card = bring(tmp_path, KEYED + "4;Anna Ash;home@example.org;2021-01-02\n5;Bo Birch;bo@example.org;\n")
    assert find_identity("people:people:4") is None
    assert name("3") == "Peter Ash"
    assert left_out(card)[0] == (
        "home@example.org is the address of Peter Ash, who was listed as 3 and is not listed any more. If this is the "
        "same person under the number 4, bring the row once with the former name; if it is somebody else, bring it "
        "without the address."
    )
    again = bring(tmp_path, KEYED + "4;Anna Ash;;2021-01-02\n5;Bo Birch;bo@example.org;\n")
    assert name("4") == "Anna Ash"
    assert person("4") != person("3")
    assert again.counts["people"].refused == 0


def test_of_whoever_gave_no_name_it_is_said_that_there_is_none(tmp_path: Path) -> None:
    bring(tmp_path, KEYED + "3;;home@example.org;2020-01-02\n")
    card = bring(tmp_path, KEYED + "4;Anna Ash;home@example.org;2021-01-02\n5;Bo Birch;bo@example.org;\n")
    assert left_out(card)[0].startswith("home@example.org is the address of No name, who was listed as 3 and")


def test_a_table_that_begins_to_give_numbers_tells_of_the_same_people(tmp_path: Path) -> None:
    bring(tmp_path, "Name;Mail\nAnn Ash;ann@example.org\n")
    card = bring(tmp_path, KEYED + "1;Ann Oak;ann@example.org;\n")
    assert person("1") == find_identity("mail:ann@example.org")
    assert (card.rejects, count("people_person")) == (0, 1)


def test_an_undone_table_gives_nobody_at_its_addresses_to_another_number(tmp_path: Path) -> None:
    first = bring(tmp_path, PETER)
    undo(actor=SYSTEM, run_id=first.id, confirmed=True)
    bring(tmp_path, KEYED + "4;Anna Ash;home@example.org;2021-01-02\n")
    bring(tmp_path, KEYED + "4;Anna Ash;home@example.org;2021-01-02\n3;Peter Ash;;2020-01-02\n")
    assert person("4") != person("3")
    assert (name("3"), name("4")) == ("Peter Ash", "Anna Ash")


def test_the_earliest_joining_counts_everywhere_and_is_told_once(tmp_path: Path) -> None:
    here = day(2022, 5, 1)
    ann = add_person(actor=SYSTEM, name="Ann")
    join_community(actor=SYSTEM, person=ann.id, at=here)
    add_identity(actor=SYSTEM, person=ann.id, source="mail", key="ann@example.org")
    drain()

    def stands() -> tuple[object, ...]:
        months = river(SYSTEM, person_cards([ann.id])[ann.id]).months
        told = [(moment.at, moment.does) for month in months for moment in month.entries if isinstance(moment, Moment)]
        told = [one for one in told if one[1] == "joined the community"]
        [row] = rows(f"select joined_at from impact_person where person_id = {ann.id}")
        [kept] = rows(f"select joined_at from people_person where id = {ann.id}")
        return (*row, *kept, told)

    assert stands() == (here, here, [(here, "joined the community")])
    card = bring(tmp_path, FIRST)
    assert person("1") == ann.id
    assert len(facts(f"word = 'joined' and actor = {ann.id}")) == 2
    first = day(2020, 1, 2)
    assert stands() == (first, first, [(first, "joined the community")])
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert stands() == (here, here, [(here, "joined the community")])
