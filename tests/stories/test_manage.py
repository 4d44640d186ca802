"""What the organisation decides from the command line: who is a host or staff, who stands where, by which ladder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from belong.doors.cli.main import run
from belong.ground.people.public import Actor, add_identity, add_person, open_account, person
from belong.insight.journey.public import current_ladder, overrides_of, stages_of

PASSWORD = "a long enough secret"
HOUSE = Actor.system_run("test")
LADDER = {
    "key": "short",
    "name": "Short",
    "descend": "never",
    "stages": [{"key": "known", "name": "Known", "criterion": {"measure": "count", "at_least": 1}}],
}
Done = Callable[..., str]
pytestmark = pytest.mark.usefixtures("clone")


@pytest.fixture
def done(capsys: pytest.CaptureFixture[str]) -> Done:
    def done(*words: str) -> str:
        code = run(["manage", *words])
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return done


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Done:
    def refused(*words: str) -> str:
        assert run(["manage", *words]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    return refused


@pytest.fixture
def ada(clone: str) -> Any:
    return add_person(actor=HOUSE, name="Ada", identities=(("forum", "ada"), ("mail", "ada@example.org")), joined=True)


def roles(uid: Any) -> list[tuple[str, bool]]:
    return [(role.role, role.until_at is None) for role in person(HOUSE, uid).roles]


def test_somebody_becomes_a_host_and_ends(ada: Any, done: Done) -> None:
    assert done("host", "forum:ada") == "forum:ada is a host.\n"
    assert roles(ada.uid) == [("host", True)]
    assert json.loads(done("host", "ada@example.org", "--end", "--format", "json")) == {
        "identity": "ada@example.org",
        "host": False,
    }
    assert roles(ada.uid) == [("host", False)]


def test_who_signed_up_is_found_by_their_address(done: Done, refused: Done) -> None:
    account = open_account(email="bo@example.org", password=PASSWORD, name="Bo")
    done("host", "Bo@Example.org")
    assert roles(account.person.uid) == [("host", True)]


def test_an_address_of_two_is_refused_with_both_names(ada: Any, done: Done, refused: Done) -> None:
    account = open_account(email="ada@example.org", password=PASSWORD, name="Not Ada")
    add_identity(actor=HOUSE, person=account.person_id, source="forum", key="impostor")
    says = refused("host", "ada@example.org")
    assert "One person signs in by ada@example.org, and another is known by it: say" in says
    assert "forum:ada or forum:impostor" in says
    assert roles(ada.uid) == roles(account.person.uid) == []
    done("host", "forum:ada")
    assert (roles(ada.uid), roles(account.person.uid)) == ([("host", True)], [])


@pytest.mark.parametrize("words", [("host",), ("staff",), ("override", "--withdraw")])
def test_nobody_is_said_to_be_nobody(refused: Done, words: tuple[str, ...]) -> None:
    command, *rest = words
    assert refused(command, "forum:nobody", *rest) == "belong: Nobody is known as forum:nobody.\n"
    assert refused(command, "no@example.org", *rest) == "belong: Nobody is known as no@example.org.\n"


def test_staff_on_and_off(ada: Any, done: Done) -> None:
    assert done("staff", "forum:ada") == "forum:ada is staff; figures leave them out.\n"
    assert person(HOUSE, ada.uid).card.is_staff
    assert done("staff", "forum:ada", "--off") == "forum:ada is not staff; figures count them.\n"
    assert not person(HOUSE, ada.uid).card.is_staff


def test_an_override_is_set_and_withdrawn_and_insight_follows(ada: Any, done: Done, refused: Done) -> None:
    def shown() -> str:
        return stages_of(HOUSE, [ada.id])[ada.id].key

    assert done("override", "forum:ada", "partner", "--reason", "Runs the library.") == (
        "forum:ada is shown at partner.\n"
    )
    assert shown() == "partner"
    [card] = overrides_of(HOUSE, ada.id)
    assert (card.stage, card.reason, card.set_by, card.until_at) == ("partner", "Runs the library.", None, None)
    assert done("override", "forum:ada", "--withdraw") == "The override to partner is withdrawn.\n"
    assert shown() == "member"
    assert refused("override", "forum:ada", "--withdraw") == "belong: No override of forum:ada is in force.\n"


def test_a_wrong_override_is_refused_in_words(ada: Any, refused: Done) -> None:
    assert "reason: An override needs a reason." in refused("override", "forum:ada", "partner")
    assert "stage: is no stage of the ladder in force" in refused("override", "forum:ada", "king", "--reason", "x")
    assert "until: must be today or later" in refused(
        "override", "forum:ada", "partner", "--reason", "x", "--until", "2001-01-01"
    )
    for words in ([], ["partner", "--withdraw"], ["--withdraw", "--reason", "x"]):
        assert "Say either STAGE" in refused("override", "forum:ada", *words)
    assert overrides_of(HOUSE, ada.id) == []


def test_a_ladder_comes_into_force(done: Done, tmp_path: Path) -> None:
    file = tmp_path / "ladder.json"
    file.write_text(json.dumps(LADDER))
    assert done("ladder", str(file)) == "The ladder Short is in force from now on: known.\n"
    assert (current_ladder().key, current_ladder().descend) == ("short", "never")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"stages": [{**LADDER["stages"][0], "criterion": {"any": [{"measure": "count", "at_least": -1}]}}]}, # type: ignore[dict-item]
         "stages[0].criterion.any[0].at_least: "),
        ({"stages": ["known"]}, "must be a list of objects"),
        ({"descend": "slowly"}, "descend: must be one of"),
        ({"colour": "red"}, "has the unknown field colour"),
    ],
)  # fmt: skip
def test_a_wrong_ladder_is_refused_naming_the_clause(
    refused: Done, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    file = tmp_path / "ladder.json"
    file.write_text(json.dumps({**LADDER, **change}))
    assert says in refused("ladder", str(file))
    assert current_ladder().key == "belonging"


def test_a_file_that_is_no_ladder_is_refused(refused: Done, tmp_path: Path) -> None:
    file = tmp_path / "ladder.json"
    assert "cannot be read: No such file" in refused("ladder", str(file))
    for content, says in (("{", "is not JSON"), ("[]", "must hold an object"), ("{}", "lacks key, name, stages.")):
        file.write_text(content)
        assert says in refused("ladder", str(file))


def test_the_owner_for_programs(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELONG_OWNER_PASSWORD", PASSWORD)
    assert json.loads(done("owner", "o@example.org", "--format", "json")) == {"owner": "o@example.org"}


def test_nothing_to_stop_for_programs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["stop", "--home", str(tmp_path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"stopped": False, "processes": []}
