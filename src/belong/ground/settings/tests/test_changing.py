"""Setting values: who may, what is kept of it, and that one wrong value changes nothing."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from belong.ground.kernel.public import (
    Invalid,
    Refused,
    community,
    erasers,
    exporters,
    forget_reading,
    frozen,
    setting,
    storage,
)
from belong.ground.ledger.models import Fact
from belong.ground.people.public import Actor
from belong.ground.settings import keepers as registry
from belong.ground.settings.keepers import Keeper, register_keeper, retention
from belong.ground.settings.models import Change
from belong.ground.settings.public import change, history, keep_periods, set_mark

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def recorded() -> list[tuple[str, int | None, str]]:
    kinds = ("settings.setting.changed", "settings.text.published", "settings.text.accepted")
    return list(Fact.objects.filter(kind__in=kinds).order_by("id").values_list("kind", "actor", "about"))


def test_each_value_that_changes_has_its_history_and_its_fact(owner: Actor) -> None:
    with frozen(NOON):
        assert change(actor=owner, values={"name": " The  mill ", "brand_hue": 150}) == ["name", "brand_hue"]
    assert (community().name, community().brand_hue) == ("The mill", 150)
    cards = history(owner).items
    assert [(card.name, card.before, card.after, card.person, card.at) for card in cards] == [
        ("brand_hue", 40, 150, owner.person, NOON),
        ("name", "Belong", "The mill", owner.person, NOON),
    ]
    assert sorted(recorded()) == sorted(
        ("settings.setting.changed", owner.person, f"settings.change:{card.id}") for card in cards
    )


def test_what_is_as_it_was_leaves_no_trace(owner: Actor) -> None:
    change(actor=owner, values={"name": "The mill"})
    facts = recorded()
    assert change(actor=owner, values={"name": "The mill"}) == []
    usual = {"time_zone": "UTC", "languages": ["en", "de", "es"], "questions": [], "sender": "", "retention.logs": 3}
    assert change(actor=owner, values=usual) == []
    assert (len(history(owner).items), recorded()) == (1, facts)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mails_a_day", 0),
        ("mails_a_day", 51),
        ("mails_a_day", True),
        ("mails_a_day", "5"),
        ("name", "  "),
        ("name", "n" * 81),
        ("purpose", "p" * 401),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../etc/passwd"),
        ("languages", []),
        ("languages", ["english"]),
        ("sender", "nobody"),
        ("brand_hue", 361),
        ("brand_hue", True),
        ("joining", "nobody"),
        ("questions", [f"{number}?" for number in range(11)]),
        ("strangers", "nothing"),
        ("retention.logs", -1),
        ("retention.logs", 4000),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_changes(owner: Actor, name: str, value: Any) -> None:
    with pytest.raises(Invalid) as wrong:
        change(actor=owner, values={"is_set_up": True, name: value})
    assert list(wrong.value.errors) == [name]
    assert not community().is_set_up
    assert (Change.objects.count(), recorded()) == (0, [])


def test_what_the_environment_fixes_is_refused(owner: Actor, settings: Settings) -> None:
    settings.COMMUNITY = {"name": "Fixed"}
    forget_reading()
    with pytest.raises(Invalid) as wrong:
        change(actor=owner, values={"name": "The mill", "purpose": "An oven."})
    assert list(wrong.value.errors) == ["name"]
    assert setting("purpose") is None


def test_owners_and_hosts_of_the_staff_change_other_hosts_read(host: Actor, member: Actor) -> None:
    for actor in (host, member, Actor.anonymous()):
        with pytest.raises(Refused):
            change(actor=actor, values={"name": "The mill"})
        with pytest.raises(Refused):
            set_mark(actor=actor, data=None)
    assert (community().name, Change.objects.count(), recorded()) == ("Belong", 0, [])
    assert history(host).items == []
    with pytest.raises(Refused):
        history(member)


def test_a_host_of_the_staff_changes(staff_host: Actor) -> None:
    change(actor=staff_host, values={"name": "The mill"})
    assert history(staff_host).items[0].person == staff_host.person


def test_history_goes_on_page_by_page_and_of_one_setting(owner: Actor) -> None:
    for number in range(5):
        change(actor=owner, values={"name": f"Mill {number}", "brand_hue": number})
    first = history(owner, names=["name"], limit=3)
    assert [card.after for card in first.items] == ["Mill 4", "Mill 3", "Mill 2"]
    assert [card.after for card in history(owner, names=["name"], limit=3, cursor=first.next).items] == [
        "Mill 1",
        "Mill 0",
    ]


def test_erasing_forgets_who_and_keeps_what(owner: Actor, staff_host: Actor) -> None:
    change(actor=staff_host, values={"name": "The mill"})
    assert staff_host.person is not None
    exported: Any = exporters()["settings"](staff_host.person)["changed_settings"]
    assert [(one["name"], one["after"]) for one in exported] == [("name", "The mill")]
    erasers()["settings"][1](staff_host.person)
    (card,) = history(owner).items
    assert (card.person, card.after) == (None, "The mill")


def picture(width: int, height: int, kind: str = "PNG", **more: Any) -> bytes:
    held = BytesIO()
    Image.new("RGB", (width, height), "red").save(held, kind, **more)
    return held.getvalue()


def test_a_mark_is_drawn_anew_and_small(
    owner: Actor, settings: Settings, tmp_path: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.MEDIA_ROOT = tmp_path
    place = Image.Exif()
    place[0x010E] = "Mill Lane 1"
    name = set_mark(actor=owner, data=picture(900, 300, "JPEG", exif=place))
    assert community().mark == name
    with storage().open(name) as file:
        held = file.read()
    assert b"Mill Lane" not in held
    with Image.open(BytesIO(held)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (256, 85))
    with django_capture_on_commit_callbacks(execute=True):
        assert set_mark(actor=owner, data=None) == ""
    assert not storage().exists(name)
    assert [(card.name, card.after) for card in history(owner).items] == [("mark", ""), ("mark", name)]


@pytest.mark.parametrize("width", [7_000, 20_000])
def test_a_mark_of_too_many_points_is_told_from_a_large_file(owner: Actor, width: int) -> None:
    made = BytesIO()
    Image.new("1", (width, width)).save(made, "PNG")
    with pytest.raises(Invalid) as wrong:
        set_mark(actor=owner, data=made.getvalue())
    assert "40 million points" in str(wrong.value.errors["mark"])


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n....", b"x" * (4 * 1024 * 1024 + 1)])
def test_what_is_no_picture_is_no_mark(owner: Actor, data: bytes) -> None:
    with pytest.raises(Invalid) as wrong:
        set_mark(actor=owner, data=data)
    assert list(wrong.value.errors) == ["mark"]
    assert (community().mark, Change.objects.count()) == ("", 0)


def test_a_picture_of_too_many_points_is_not_unpacked(owner: Actor) -> None:
    with pytest.raises(Invalid, match="256 by 256"):
        set_mark(actor=owner, data=picture(10_000, 4_001))


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    """Two keepers of our own, and what they were asked to forget."""
    asked: dict[str, datetime] = {}
    monkeypatch.setattr(registry, "_keepers", {})

    def keeper(key: str) -> Any:
        def forget(before: datetime) -> int:
            asked[key] = before
            return 2

        return forget

    register_keeper("letters", days=30, forget=keeper("letters"))
    register_keeper("notes", days=3, forget=keeper("notes"))
    return asked


def test_what_is_older_than_its_period_goes(owner: Actor, gone: dict[str, datetime]) -> None:
    assert retention("letters") == timedelta(days=30)
    change(actor=owner, values={"retention.letters": 7})
    assert retention("letters") == timedelta(days=7)
    with frozen(NOON):
        assert keep_periods() == {"letters": 2, "notes": 2}
    assert gone == {"letters": NOON - timedelta(days=7), "notes": NOON - timedelta(days=3)}


def test_for_as_long_as_one_likes(owner: Actor, gone: dict[str, datetime]) -> None:
    change(actor=owner, values={"retention.letters": 0})
    assert retention("letters") is None
    assert keep_periods() == {"notes": 2}
    assert list(gone) == ["notes"]


def test_a_keeper_that_fails_holds_up_no_other(
    db: None, gone: dict[str, datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(before: datetime) -> int:
        raise OSError("the disk is gone")

    monkeypatch.setitem(registry._keepers, "letters", Keeper(30, fails))
    with transaction.atomic(), pytest.raises(ExceptionGroup, match="not everything"):
        keep_periods()
    assert list(gone) == ["notes"]


def test_nobody_keeps_the_same_twice(gone: dict[str, datetime]) -> None:
    with pytest.raises(ValueError, match="twice"):
        register_keeper("notes", days=1, forget=lambda before: 0)
    with pytest.raises(KeyError):
        retention("nothing")
