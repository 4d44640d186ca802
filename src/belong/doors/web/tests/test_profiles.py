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
    answer = client.post("/me/profile/picture", {"picture": upload(), "visibility": "members"}, follow=True)
    [card] = profiles.pictures_of(member, [member.uid or UUID(int=0)]).values()
    assert card.address(96) in answer.content.decode()
    refused = client.post("/me/profile/picture", {"picture": upload(b"no picture"), "visibility": "members"})
    assert refused.status_code == 422
    assert "cannot be read as a picture" in refused.content.decode()
    file = cast.client("insider").get(card.address(256))
    assert file["Content-Type"] == "image/webp"
    assert file["Cache-Control"] == "private, max-age=3600"
    assert Image.open(BytesIO(file.content)).size == (256, 256)
    assert cast.client("insider").get(card.address(256), headers={"If-None-Match": file["ETag"]}).status_code == 304
    assert Client().get(card.address(256)).status_code == 404
    client.post("/me/profile/picture/shown", {"visibility": "only_me"})
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
    assert client.post("/me/profile/name", {"name": "Mia Lee"})["Location"] == "/me/profile"
    assert 'value="Mia Lee"' in client.get("/me/profile").content.decode()
    answer = client.post("/me/profile/name", {"name": "mia@example.org"})
    assert answer.status_code == 422
    assert 'id="id_name-error"' in answer.content.decode()
    assert 'value="mia@example.org"' in answer.content.decode()
    assert cast.actor("member").name == "Mia Lee"
