"""Setting up a community, changing how it is set, and what is said about it to everybody."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.ground.groups.public import groups
from belong.ground.kernel.public import community, uuid7, write_settings
from belong.ground.people.public import Actor, feed_key, make_owner
from belong.ground.settings.models import Acceptance, Change, Text
from belong.ground.settings.public import change, publish_text, set_mark
from belong.insight.journey.public import current_ladder

HOUSE = Actor.system_run("test")


def test_a_home_without_an_owner_says_how_one_is_made(db: None) -> None:
    page = Client().get("/").content.decode()
    assert "belong manage owner" in page
    make_owner("owner@example.org", PASSWORD)
    assert "belong manage owner" not in Client().get("/").content.decode()


def test_an_owner_who_signs_in_is_led_to_setting_up_until_it_is_done(db: None) -> None:
    make_owner("owner@example.org", PASSWORD)
    given = {"login": "owner@example.org", "password": PASSWORD}
    client = Client()
    assert client.post("/sign-in", given)["Location"] == "/set-up"
    assert b'href="/set-up"' in client.get("/").content
    assert client.post("/set-up", {})["Location"] == "/"
    assert community().is_set_up
    assert b'href="/set-up"' not in client.get("/").content
    assert Client().post("/sign-in", given)["Location"] == "/"


def test_each_step_leads_to_the_next_and_keeps_what_was_said(cast: Cast) -> None:
    owner = cast.client("owner")

    def step(key: str, then: str, **given: object) -> None:
        answer = owner.post(f"/set-up/{key}", given)
        assert (answer.status_code, answer.headers.get("Location")) == (303, then), answer.content

    step("name", "/set-up/place", name="The mill", purpose="An oven.")
    step("place", "/set-up/mail", time_zone="Europe/Berlin", languages="de", spoken=["en"])
    step("mail", "/set-up/look", sender_name="Anna", sender="Mill@Example.org")
    step("look", "/set-up/joining", brand_hue="155")
    step("joining", "/set-up/strangers", joining="approval", questions="Who are you?\n\nWhy here?")
    step("strangers", "/set-up/ladder", strangers="public")
    step("ladder", "/set-up/values", preset="tamarack")
    step("values", "/set-up/groups", source="Be *honest*.", asks="on")
    key = str(uuid7())
    for _twice in range(2):
        step("groups", "/set-up", request_key=key, audience="members", name_1="Bread", summary_1="Ovens", name_3="Hens")
    here = community()
    assert (here.name, here.purpose, here.time_zone, here.languages) == (
        "The mill",
        "An oven.",
        "Europe/Berlin",
        ("de", "en"),
    )
    assert (here.sender, here.sender_name, here.brand_hue) == ("mill@example.org", "Anna", 155)
    assert (here.joining, here.questions, here.strangers) == ("approval", ("Who are you?", "Why here?"), "public")
    assert current_ladder().key == "tamarack"
    assert Text.objects.filter(key="values").latest("version").source == "Be *honest*."
    assert sorted(one.name for one in groups(HOUSE).items if one.name in {"Bread", "Hens"}) == ["Bread", "Hens"]


def test_going_back_and_sending_once_more_founds_no_group_twice(cast: Cast) -> None:
    owner = cast.client("owner")
    given = {"audience": "members", "name_1": "Bread", "summary_1": "Ovens"}
    for _twice in range(2):
        assert owner.post("/settings/groups", {**given, "request_key": str(uuid7())}).status_code == 303
    assert [one.name for one in groups(HOUSE).items if one.name == "Bread"] == ["Bread"]
    for wrong in ({"name_1": "BREAD"}, {"name_2": "", "summary_2": "Eggs"}):
        answer = owner.post("/settings/groups", {**given, "summary_1": "Flour", **wrong, "request_key": str(uuid7())})
        assert answer.status_code == 422
    assert [one.name for one in groups(HOUSE).items if one.name.lower() == "bread"] == ["Bread"]


def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_lost(cast: Cast) -> None:
    answer = cast.client("owner").post("/set-up/name", {"name": "", "purpose": "An oven."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_name-error"' in page
    assert "An oven." in page
    assert community().purpose == ""


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/settings/place", {"time_zone": "Mars/Olympus", "languages": "en"}),
        ("/settings/place", {"time_zone": "UTC", "languages": "xx"}),
        ("/settings/place", {"time_zone": "UTC", "languages": "fr"}),
        ("/settings/place", {"time_zone": "UTC", "languages": "en", "spoken": ["fr"]}),
        ("/settings/mail", {"sender": "nobody"}),
        ("/settings/look", {"brand_hue": "41"}),
        ("/settings/look", {"brand_hue": "40", "mark": SimpleUploadedFile("mark.png", b"no picture")}),
        ("/settings/joining", {"joining": "nobody"}),
        ("/settings/joining", {"joining": "open", "questions": "\n".join(["What?"] * 11)}),
        ("/settings/strangers", {}),
        ("/settings/ladder", {"preset": "none"}),
        ("/settings/values", {"source": " "}),
        ("/settings/groups", {"request_key": "x", "audience": "public"}),
        ("/settings/groups", {"request_key": str(uuid7()), "audience": "secret", "name_1": "Bread"}),
        ("/settings/texts/terms", {"source": ""}),
        ("/settings/keeping", {"logs": "many"}),
    ],
)
def test_bad_input_is_422_and_changes_nothing(cast: Cast, path: str, given: dict[str, object]) -> None:
    before = (Change.objects.count(), Text.objects.count(), len(groups(HOUSE).items))
    answer = cast.client("owner").post(path, given)
    assert answer.status_code == 422
    assert b'class="problems"' in answer.content
    assert (Change.objects.count(), Text.objects.count(), len(groups(HOUSE).items)) == before


def test_what_the_environment_fixes_has_no_field(cast: Cast, settings: Settings) -> None:
    settings.COMMUNITY = {"name": "Fixed"}
    owner = cast.client("owner")
    page = owner.get("/settings/name").content.decode()
    assert "fixed this in its environment" in page
    assert 'name="name"' not in page
    assert owner.post("/settings/name", {"name": "The mill", "purpose": "An oven."}).status_code == 303
    page = owner.get("/about").content.decode()
    assert "<h1>Fixed</h1>" in page
    assert "An oven." in page


def test_a_colour_and_a_mark_are_on_every_page_at_the_next_request(
    cast: Cast, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    stranger, owner = Client(), cast.client("owner")
    before = stranger.get("/about").content.decode()
    held = BytesIO()
    Image.new("RGB", (64, 64), "red").save(held, "PNG")
    given = {"brand_hue": "250", "mark": SimpleUploadedFile("mark.png", held.getvalue())}
    assert owner.post("/settings/look", given).status_code == 303
    after = stranger.get("/about").content.decode()

    def sheet(page: str) -> str:
        return page.split('rel="stylesheet" href="')[1].split('"')[0]

    assert sheet(before) != sheet(after)
    assert b"--brand-hue: 250" in stranger.get(sheet(after)).content
    assert stranger.get(sheet(before)).status_code == 404
    mark = stranger.get(f"/{community().mark}")
    assert (mark.status_code, mark["Content-Type"], mark.content[:4]) == (200, "image/png", b"\x89PNG")
    assert f'src="/{community().mark}"' in after
    former = community().mark
    assert b"Take the present mark away" in owner.get("/settings/look").content
    assert owner.post("/settings/look", {"brand_hue": "250", "no_mark": "on"}).status_code == 303
    assert community().mark == ""
    assert stranger.get(f"/{former}").status_code == 404


def test_texts_are_at_the_foot_of_every_page_with_their_versions(cast: Cast) -> None:
    owner, stranger = cast.client("owner"), Client()
    assert b'href="/about/imprint"' not in stranger.get("/").content
    owner.post("/settings/texts/imprint", {"source": "The *mill*"})
    owner.post("/settings/texts/imprint", {"source": "The **old** mill"})
    assert b'href="/about/imprint"' in stranger.get("/").content
    now = stranger.get("/about/imprint").content
    assert b"<strong>old</strong>" in now
    assert b"/about/imprint?version=1" in now
    old = stranger.get("/about/imprint?version=1").content
    assert b"<em>mill</em>" in old
    assert b"no longer holds" in old


def test_a_member_reads_and_accepts(cast: Cast) -> None:
    member = cast.client("member")
    assert b"/about/accept" in member.get("/").content
    page = member.get("/about/accept").content.decode()
    assert "<em>kind</em>" in page
    refused = member.post("/about/accept", {"values_version": "1"})
    assert refused.status_code == 422
    assert not Acceptance.objects.exists()
    publish_text(actor=HOUSE, key="values", source="Be kind, always.")
    changed = member.post("/about/accept", {"values_version": "1", "values": "on"})
    assert changed.status_code == 422
    assert b"changed meanwhile" in changed.content
    assert b'value="2"' in changed.content, "what is sent next is the version that is shown now"
    assert not Acceptance.objects.exists()
    assert member.post("/about/accept", {"values_version": "2", "values": "on"}).status_code == 303
    assert b"/about/accept" not in member.get("/").content
    assert Acceptance.objects.get().text.version == 2


@pytest.mark.parametrize("path", ["/about/accept", "/welcome/values"])
def test_a_text_that_comes_while_others_are_read_is_ticked_on_the_page_that_comes_back(cast: Cast, path: str) -> None:
    member = cast.client("member")
    publish_text(actor=HOUSE, key="terms", source="Be fair.")
    page = member.post(path, {"values_version": "1", "values": "on"}).content.decode()
    assert "This field is required" not in page
    assert 'name="values" checked' in page
    sent = {**dict(re.findall(r'name="(\w+_version)" value="(\d*)"', page)), "values": "on", "terms": "on"}
    assert member.post(path, sent).status_code == 303
    assert Acceptance.objects.count() == 2


@pytest.mark.parametrize("joining", ["approval", "invitation"])
def test_where_the_way_in_is_not_open_the_page_says_how_one_comes_in(cast: Cast, joining: str) -> None:
    change(actor=HOUSE, values={"joining": joining})
    page = Client().get("/sign-up").content.decode()
    assert {"approval": "let in by a host", "invitation": "by invitation"}[joining] in page
    assert "Become a member" not in Client().get("/").content.decode()


@pytest.fixture
def closed(cast: Cast) -> Cast:
    change(actor=HOUSE, values={"strangers": "home"})
    return cast


def test_strangers_kept_outside_see_the_first_page_and_what_is_said_about_us(closed: Cast) -> None:
    stranger = Client()
    for path in ("/", "/about", "/about/values", "/sign-in", "/sign-up", "/robots.txt"):
        assert stranger.get(path).status_code == 200, path
    home = stranger.get("/").content.decode()
    for told in ("How does the open work?", "The open", "Author Doe", "/search", "/groups/", ".atom"):
        assert told not in home
    assert "Disallow: /\n" in stranger.get("/robots.txt").content.decode()


@pytest.mark.parametrize("path", ["/groups/", "/groups/{open}/", "/topics/{open_topic}", "/search?q=open"])
def test_every_other_page_asks_them_to_sign_in(closed: Cast, path: str) -> None:
    there = path.format_map(closed.names)
    answer = Client().get(there)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/sign-in?next=")
    assert closed.client("member").get(there).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/latest.atom",
        "/feeds/groups/{open}.atom",
        "/feeds/topics/{open_topic}.atom",
        "/sitemap.xml",
        "/sitemap/groups.xml",
        "/sitemap/topics-0.xml",
    ],
)
def test_for_machines_the_inside_is_not_there(closed: Cast, path: str) -> None:
    assert Client().get(path.format_map(closed.names)).status_code == 404


def test_what_strangers_send_is_refused_and_the_rooms_say_the_same(closed: Cast) -> None:
    assert Client().post(f"/groups/{closed.names['open']}/join").status_code == 403
    assert groups(Actor.anonymous()).items == []
    write_settings({"strangers": None})
    assert [one.name for one in groups(Actor.anonymous()).items] == ["The open"]


def test_a_signed_feed_goes_on(closed: Cast) -> None:
    closed.client("member").post("/account/feeds")
    key = feed_key(closed.actor("member"))
    assert b"How does the open work?" in Client().get(f"/feeds/{key}/latest.atom").content


def test_a_mark_that_cannot_be_read_any_more_is_not_found(cast: Cast, settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path
    held = BytesIO()
    Image.new("RGB", (8, 8)).save(held, "PNG")
    name = set_mark(actor=HOUSE, data=held.getvalue())
    settings.MEDIA_ROOT = f"{tmp_path}/elsewhere"
    assert Client().get(f"/{name}").status_code == 404


def test_owners_choose_in_which_languages_the_pages_are(cast: Cast) -> None:
    owner = cast.client("owner")

    def kept(languages: str, *spoken: str) -> tuple[str, ...]:
        given = {"time_zone": "UTC", "languages": languages, "spoken": list(spoken)}
        assert owner.post("/settings/place", given).status_code == 303
        return community().languages

    assert owner.get("/settings/place").content.count(b'name="spoken"') == 3
    assert kept("es", "en", "es") == ("es", "en")
    page = owner.get("/settings/place", headers={"accept-language": "en"}).content.decode()
    ticked = re.findall(r'name="spoken" value="(..)"[^>]* checked', page)
    assert ticked == ["en", "es"]
    assert kept("de") == ("de",)
    assert kept("fr", "es", "en") == ("fr", "es", "en")
    assert "Mostly Français" in owner.get("/settings", headers={"accept-language": "en"}).content.decode()
    history = owner.get("/settings/history", headers={"accept-language": "en"}).content.decode()
    assert "Français, Español, English" in history
