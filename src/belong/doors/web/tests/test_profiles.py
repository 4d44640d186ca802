"""Pages of profiles: what is typed is kept or comes back, pictures stand where they may, the list shows who is in."""

from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from belong.community.profiles import public as profiles
from belong.doors.web.shared.faces import portrait, with_pictures
from belong.doors.web.tests.cast import Cast, assemble
from belong.ground.kernel.public import storage
from belong.ground.people.public import PersonCard
from tests.addresses.profiles import ALL

ANA = PersonCard(1, UUID(int=7), "Ana Ruiz")


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def upload(content: bytes = b"") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (200, 300), "teal").save(kept, "PNG")
    return SimpleUploadedFile("me.png", content or kept.getvalue())


def test_a_picture_takes_the_place_of_the_drawn_portrait_in_the_size_that_is_needed() -> None:
    card = profiles.PictureCard(UUID(int=8))
    drawn = f"<p>{portrait(ANA)}</p>{portrait(ANA, 'huge')}"
    shown = with_pictures(drawn, lambda people: dict.fromkeys(people, card))
    assert f'<p><img class="face" src="{card.address(96)}" alt="" width="96" height="96"></p>' in shown
    assert f'<img class="face face-huge" src="{card.address(640)}"' in shown
    plain = with_pictures(drawn, lambda people: {})
    assert plain == drawn.replace(f' data-who="{ANA.uid.hex}"', "")
    assert with_pictures(f"{drawn} data-who=", lambda people: {}) == f"{plain} data-who="
    assert with_pictures("<p>Nobody</p>", lambda people: pytest.fail("asked")) == "<p>Nobody</p>"


def test_what_was_typed_comes_back_with_words_at_the_field(cast: Cast) -> None:
    client = cast.client("member")
    answer = client.post("/me/profile", {**ALL, "link-0": "nowhere", "words": "Kept *words*."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept *words*." in page
    assert 'value="nowhere"' in page
    assert 'href="#id_link-0"' in page
    kept = client.post("/me/profile", ALL, follow=True).content.decode()
    assert "<em>brew</em>" in kept
    assert "Köln, Germany" in kept
    assert 'href="https://example.org/me"' in kept


def test_a_picture_is_put_up_shown_and_taken_down(cast: Cast) -> None:
    client, member = cast.client("member"), cast.actor("member")
    answer = client.post("/me/profile/picture", {"picture": upload(), "visible-picture": "members"}, follow=True)
    [card] = profiles.pictures_of(member, [member.uid or UUID(int=0)]).values()
    assert card.address(96) in answer.content.decode()
    refused = client.post("/me/profile/picture", {"picture": upload(b"no picture"), "visible-picture": "members"})
    assert refused.status_code == 422
    assert "cannot be read as a picture" in refused.content.decode()
    file = cast.client("insider").get(card.address(256))
    assert file["Content-Type"] == "image/webp"
    assert file["Cache-Control"] == "private, max-age=3600"
    assert Image.open(BytesIO(file.content)).size == (256, 256)
    assert cast.client("insider").get(card.address(256), headers={"If-None-Match": file["ETag"]}).status_code == 304
    assert Client().get(card.address(256)).status_code == 404
    client.post("/me/profile", {**ALL, "visible-picture": "only_me"})
    assert cast.client("host").get(card.address(96), headers={"If-None-Match": file["ETag"]}).status_code == 404
    client.post("/me/profile/picture/remove")
    assert client.get(card.address(96)).status_code == 404
    assert "<img" not in client.get("/me/profile").content.decode()


def test_strangers_see_a_picture_beside_public_words_only_where_it_is_for_everyone(cast: Cast) -> None:
    topic = f"/topics/{cast.names['open_topic']}"
    address = f"/pictures/{cast.names['picture']}/"
    assert address in cast.client("member").get(topic).content.decode()
    assert address not in Client().get(topic).content.decode()
    profiles.show_picture(actor=cast.actor("insider"), visibility="everyone")
    assert address in Client().get(topic).content.decode()
    assert Client().get(f"{address}96").status_code == 200


def test_faces_cost_one_statement_however_many(cast: Cast) -> None:
    client = cast.client("member")
    client.get("/members")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/members")
        return len(queries)

    before = cost()
    for role in ("member", "author", "host", "owner"):
        profiles.put_picture(actor=cast.actor(role), content=upload().read())
        profiles.affiliate(actor=cast.actor(role), organisation="Ada Works", kind="employer")
    assert cost() == before


def test_the_list_is_for_members_until_a_host_opens_it(cast: Cast) -> None:
    page = cast.client("member").get("/members?name=doe&organisation=ada").content.decode()
    assert "Insider Doe" in page
    assert "Brewer" in page
    assert "Author Doe" not in page
    assert "example.org" not in page
    cast.client("host").post("/profiles/directory", {"open": "yes"})
    stranger = Client().get("/members").content.decode()
    assert "Insider Doe" not in stranger
    profiles.save_profile(actor=cast.actor("insider"), draft=profiles.Draft(listed="everyone", words="Hello."))
    stranger = Client().get("/members").content.decode()
    assert "Insider Doe" in stranger
    assert "Hello." not in stranger
    assert Client().get(f"/members?group={cast.names['open']}").status_code == 422


def test_two_who_meet_see_what_they_share_and_what_each_shows(cast: Cast) -> None:
    insider = cast.actor("insider")
    profiles.affiliate(actor=cast.actor("author"), organisation="Ada Works", kind="employer", visibility="hosts")
    seen = cast.client("author").get(f"/people/{insider.uid}").content.decode()
    assert "You both are in" in seen
    assert "You both belong to" in seen
    assert "You both wrote in" in seen
    assert "Brewer, Ada Works" in seen
    other = cast.client("member").get(f"/people/{cast.names['person']}").content.decode()
    assert "You both" not in other
    assert "Ada Works" not in other
    assert storage().exists(f"pictures/{UUID(str(cast.names['picture'])).hex[-2:]}/{cast.names['picture']}-96.webp")


def test_one_changes_ones_own_name_and_what_cannot_be_a_name_comes_back(cast: Cast) -> None:
    client = cast.client("member")
    assert 'value="Member Doe"' in client.get("/me/profile").content.decode()
    client.post("/me/profile", {**ALL, "name": "Mia Lee"})
    assert 'value="Mia Lee"' in client.get("/me/profile").content.decode()
    answer = client.post("/me/profile", {**ALL, "name": "mia@example.org", "words": "Kept *words*."})
    assert answer.status_code == 422
    assert 'id="id_name-error"' in answer.content.decode()
    assert 'value="mia@example.org"' in answer.content.decode()
    assert "Kept *words*." in answer.content.decode()
    assert cast.actor("member").name == "Mia Lee"
    assert profiles.own_profile(cast.actor("member")).words == ALL["words"]


def test_a_picture_is_put_up_and_taken_down_while_what_was_typed_elsewhere_stays(cast: Cast) -> None:
    client = cast.client("member")
    client.post("/me/profile", ALL)
    typed = {**ALL, "name": "Mo", "words": "Half a\r\nsentence", "link-0": "nowhere", "visible-words": "hosts"}
    for path, file in (("/me/profile/picture", {"picture": upload()}), ("/me/profile/picture/remove", {})):
        answer = client.post(path, {**typed, **file})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert 'role="status"' in page
        assert "Half a\r\nsentence</textarea>" in page.replace("\r\n", "\n").replace("\n", "\r\n")
        assert 'name="name" type="text" value="Mo"' in page
        assert 'value="nowhere"' in page
        assert '<option value="hosts" selected>' in page
        assert "problems-title" not in page
        own = profiles.own_profile(cast.actor("member"))
        assert (own.name, own.words, own.picture is not None) == (ALL["name"], ALL["words"], bool(file))
    refused = client.post("/me/profile/picture", typed)
    assert refused.status_code == 422
    assert 'href="#id_picture"' in refused.content.decode()
    assert 'href="#id_link-0"' not in refused.content.decode()
    assert "Half a" in refused.content.decode()


def test_who_typed_nothing_else_comes_back_by_an_address_that_can_be_loaded_again(cast: Cast) -> None:
    client = cast.client("member")
    lines = {**ALL, "words": "One line,\r\nand another."}
    client.post("/me/profile", lines)
    answer = client.post("/me/profile/picture", {**lines, "link-0": "https://example.org/me", "picture": upload()})
    assert (answer.status_code, answer["Location"]) == (303, "/me/profile")
    assert client.post("/me/profile/picture/remove", {**lines, "link-0": "https://example.org/me"}).status_code == 303


def test_a_chosen_picture_and_name_are_kept_with_the_profile_or_asked_for_once_more(cast: Cast) -> None:
    client = cast.client("member")
    answer = client.post("/me/profile", {**ALL, "picture": upload(), "link-0": "nowhere"})
    assert answer.status_code == 422
    assert 'id="id_picture-error"' in answer.content.decode()
    own = profiles.own_profile(cast.actor("member"))
    assert (own.name, own.picture) == ("Member Doe", None)
    refused = client.post("/me/profile", {**ALL, "picture": upload(b"no picture")})
    assert refused.status_code == 422
    assert "cannot be read as a picture" in refused.content.decode()
    assert profiles.own_profile(cast.actor("member")) == own
    client.post("/me/profile", {**ALL, "picture": upload(), "visible-picture": "hosts"})
    own = profiles.own_profile(cast.actor("member"))
    assert (own.name, own.words, own.picture_visibility) == (ALL["name"], ALL["words"], "hosts")
    assert own.picture is not None
    client.post("/me/profile", {**ALL, "visible-picture": "everyone"})
    assert profiles.own_profile(cast.actor("member")).picture == own.picture
    assert profiles.own_profile(cast.actor("member")).picture_visibility == "everyone"


def test_what_is_sent_twice_is_kept_once(cast: Cast) -> None:
    client = cast.client("member")
    for _twice in range(2):
        assert client.post("/me/profile", {**ALL, "picture": upload()}).status_code == 303
    assert len(profiles.own_profile(cast.actor("member")).links) == 1
    elsewhere = tuple(profiles.LinkCard(f"https://{name}.example", "", "members") for name in "abc")
    profiles.save_profile(actor=cast.actor("member"), draft=profiles.Draft(links=elsewhere))
    assert client.post("/me/profile", ALL).status_code == 422
    assert profiles.own_profile(cast.actor("member")).links == elsewhere


def test_enter_in_a_line_keeps_the_whole_profile(cast: Cast) -> None:
    form = cast.client("insider").get("/me/profile").content.decode().partition('action="/me/profile"')[2]
    first = form[form.index("<button") : form.index("</button>")]
    assert "formaction" not in first
    assert "Keep my profile" in first


def test_a_field_is_not_asked_under_the_name_of_one_that_came_with_the_program(cast: Cast) -> None:
    client = cast.client("host")
    asked = {"label": "place", "kind": "text", "options": "", "help": "", "visibility": "members"}
    answer = client.post("/profiles/fields", asked)
    assert answer.status_code == 422
    assert 'href="#id_label"' in answer.content.decode()
    assert client.post("/profiles/fields/place", {"label": "Place", "visibility": "hosts"}).status_code == 303
    client.post("/profiles/fields/place", {"label": "Town", "visibility": "hosts"})
    assert client.post("/profiles/fields", asked).status_code == 303


def test_a_field_comes_back_only_where_nothing_else_is_asked_under_its_name(cast: Cast) -> None:
    client = cast.client("host")
    asked = {"label": "Style", "kind": "text", "options": "", "help": "", "visibility": "members"}
    client.post("/profiles/fields", asked)
    client.post("/profiles/fields/style/retire")
    client.post("/profiles/fields", asked)
    for _twice in range(2):
        answer = client.post("/profiles/fields/style/restore")
        assert answer.status_code == 422
        assert 'id="style-refused"' in answer.content.decode()
        assert "Give one of the two another name." in answer.content.decode()
    assert [field.key for field in profiles.fields_asked()] == ["place", "style-2"]
    client.post("/profiles/fields/style", {**asked, "label": "Old style"})
    assert client.post("/profiles/fields/style/restore").status_code == 303
    assert [field.key for field in profiles.fields_asked()] == ["place", "style", "style-2"]
