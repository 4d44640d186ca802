"""Contact moments on the page of a person."""

import pytest

from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.people.page import page
from belong.ground.kernel.public import uuid7
from belong.ground.people import public as people
from belong.ground.touches import public as touches

CALL = {"channel": "phone", "direction": "out", "turf": "theirs", "purpose": "thank", "note": "Thanked for the key."}


def test_a_contact_moment_is_recorded_on_the_page_and_shows_up_at_once(cast: Cast) -> None:
    path, client = f"/people/{cast.names['person']}", cast.client("host")
    sent = {**CALL, "day": "2024-05-03", "clock": "14:30", "request_key": str(uuid7())}
    for _ in range(2):
        answer = client.post(f"{path}/contact", sent)
        assert (answer.status_code, answer["Location"]) == (303, f"{path}#river")
    found = touches.touches_with(cast.actor("host"), cast.accounts["author"].person_id).items
    assert [(one.channel, one.purpose, one.note) for one in found] == [
        ("phone", "welcome", "Likes riddles."),
        ("phone", "thank", "Thanked for the key."),
    ]
    assert found[1].occurred_at.isoformat().startswith("2024-05-03T")
    shown = client.get(f"{path}/timeline?kind=contacts").content.decode()
    assert "Thanked for the key." in shown
    assert "we went to them" in shown
    assert "to thank" in shown


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"channel": "pigeon"}, "Choose one of these."),
        ({"day": "2999-01-01"}, "This day has not come yet."),
        ({"day": "3 May"}, "Give a day as year-month-day"),
        ({"clock": "14:30"}, "Say on which day."),
        ({"note": "n" * 4001}, "4000 are the most"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_lost(
    cast: Cast, wrong: dict[str, str], says: str
) -> None:
    sent = {**CALL, "request_key": str(uuid7()), **wrong}
    answer = cast.client("host").post(f"/people/{cast.names['person']}/contact", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert sent["note"] in answer.content.decode()
    assert len(touches.touches_with(cast.actor("host"), cast.accounts["author"].person_id).items) == 1


def test_a_contact_moment_is_taken_back_with_a_reason(cast: Cast) -> None:
    path, client = f"/people/{cast.names['person']}", cast.client("host")
    back = f"{path}/contact/{cast.names['contact']}/take-back"
    assert back in client.get(path).content.decode()
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "It was Ben."}).status_code == 303
    assert "Likes riddles." not in client.get(path).content.decode()
    assert client.get(back).status_code == 404
    elsewhere = people.person_cards([cast.accounts["insider"].person_id])[cast.accounts["insider"].person_id].uid
    assert client.get(f"/people/{elsewhere}/contact/{cast.names['contact']}/take-back").status_code == 404


def test_a_contact_with_many_names_a_few_and_keeps_the_others_at_hand(cast: Cast) -> None:
    house = people.Actor.system_run("test")
    guests = [people.add_person(actor=house, name=f"Guest {number}").id for number in range(8)]
    touches.record_touch(
        actor=house, persons=[cast.accounts["author"].person_id, *guests], channel="event", direction="out",
        purpose="care",
    )  # fmt: skip
    shown = page(cast, "host", "/timeline?channel=event")
    assert "Belong</span></span> <span>was in touch with" in shown
    assert "to see how they are" in shown
    few, _more, others = shown.partition("and 2 more")
    assert [few.count("Guest "), others.count("Guest ")] == [6, 2]
    assert "Guest" not in page(cast, "author", "/timeline")
