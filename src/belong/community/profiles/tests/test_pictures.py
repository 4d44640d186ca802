"""What becomes of a picture: upright, square, in a few sizes, and nothing else of its file."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from django.db import transaction
from PIL import Image

from belong.community.profiles.models import Picture
from belong.community.profiles.pictures import SIZES, NotAPicture, drawn
from belong.community.profiles.public import (
    Draft,
    own_profile,
    picture_path,
    pictures_of,
    put_picture,
    remove_picture,
    save_profile,
    show_picture,
)
from belong.community.profiles.tests.support import HOUSE, VISITOR, member, photo, uid_of
from belong.ground.kernel.public import Invalid, NotFound, Refused, storage
from belong.ground.ledger.public import history, set_alias
from belong.ground.people.public import HOST, person_cards

SECRET = b"52.5200 N 13.4050 E"


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_it_is_cut_to_squares_of_a_few_sizes() -> None:
    made = drawn(photo((400, 300)))
    assert {size: opened(content).size for size, content in made.items()} == {size: (size, size) for size in SIZES}
    assert {opened(content).format for content in made.values()} == {"WEBP"}
    red, blue = opened(made[256]).getpixel((20, 128)), opened(made[256]).getpixel((236, 128))
    assert red[0] > 200 > 80 > red[2]  # type: ignore[index]
    assert blue[2] > 200 > 80 > blue[0]  # type: ignore[index]


def test_where_and_when_it_was_taken_is_not_in_it_any_more() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    sent = photo(exif=exif.tobytes(), comment=SECRET)
    assert SECRET in sent
    for content in drawn(sent).values():
        assert SECRET not in content
        assert not opened(content).getexif()
        assert set(opened(content).info) <= {"loop", "background", "timestamp", "duration"}


def test_it_stands_upright_as_its_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = opened(drawn(photo((300, 300), exif=exif.tobytes()))[256])
    above, below = turned.getpixel((128, 20)), turned.getpixel((128, 236))
    assert above[0] > 200 > below[0]  # type: ignore[index]
    assert below[2] > 200 > above[2]  # type: ignore[index]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_other_formats_and_what_can_be_seen_through(kind: str) -> None:
    clear = Image.new("RGBA", (100, 100), (255, 0, 0, 0))
    kept = BytesIO()
    clear.save(kept, kind)
    assert opened(drawn(kept.getvalue())[96]).getpixel((48, 48)) == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is very large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"", "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read"),
        (photo()[:900], "cannot be read"),
        (photo(kind="TIFF"), "cannot be read"),
        (bomb(100_000, 100_000), "60 million pixels"),
        (bomb(12_000, 9_000), "60 million pixels"),
        (bomb(9_000, 9_000), "60 million pixels"),
        (bomb(200, 200), "cannot be read"),
        (photo((63, 400)), "smaller than 64"),
        (b"\xff" * (15 * 1024 * 1024 + 1), "15 megabytes"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(sent: bytes, says: str) -> None:
    with pytest.raises(NotAPicture, match=says):
        drawn(sent)


@pytest.mark.django_db
def test_another_picture_has_another_address_and_the_files_of_the_first_go(
    django_capture_on_commit_callbacks: object,
) -> None:
    ann = member("Ann")
    first = put_picture(actor=ann, content=photo())
    assert storage().exists(picture_path(ann, first.uid, 96))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        second = put_picture(actor=ann, content=photo(kind="PNG"), visibility="hosts")
    assert second.uid != first.uid
    assert second.address(96) == f"/pictures/{second.uid}/96"
    assert Picture.objects.count() == 1
    assert [storage().exists(f"pictures/{first.uid.hex[-2:]}/{first.uid}-{size}.webp") for size in SIZES] == [False] * 3
    with pytest.raises(NotFound):
        picture_path(ann, first.uid, 96)
    assert [fact.payload for fact in history(person=ann.person, words=["profile_changed"]).items] == [
        {"part": "picture"},
        {"part": "picture"},
    ]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_picture(actor=ann)
        remove_picture(actor=ann)
    assert not storage().exists(f"pictures/{second.uid.hex[-2:]}/{second.uid}-96.webp")
    assert len(history(person=ann.person, words=["profile_changed"]).items) == 3
    with pytest.raises(NotFound):
        show_picture(actor=ann, visibility="members")


@pytest.mark.django_db
def test_a_file_is_for_those_who_are_shown_the_picture() -> None:
    ann, ben, host = member("Ann"), member("Ben"), member("Host", roles=frozenset({HOST}))
    picture = put_picture(actor=ann, content=photo(), visibility="hosts")
    for size in SIZES:
        assert picture_path(host, picture.uid, size) == picture_path(ann, picture.uid, size)
    for actor, size in ((ben, 96), (VISITOR, 96), (ann, 97)):
        with pytest.raises(NotFound):
            picture_path(actor, picture.uid, size)
    with pytest.raises(Invalid):
        show_picture(actor=ann, visibility="nobody")
    show_picture(actor=ann, visibility="everyone")
    assert pictures_of(VISITOR, [uid_of(ann), uid_of(ben)]) == {uid_of(ann): picture}


@pytest.mark.django_db
def test_of_merged_people_their_own_picture_is_shown_and_a_hidden_one_hides() -> None:
    ann, old = member("Ann"), member("Old Ann")
    before = put_picture(actor=old, content=photo())
    set_alias(old.person or 0, ann.person or 0)
    reader = member("Ben")
    assert pictures_of(reader, [uid_of(ann)]) == {uid_of(ann): before}
    own = put_picture(actor=ann, content=photo(), visibility="only_me")
    assert pictures_of(reader, [uid_of(ann)]) == {}
    assert pictures_of(ann, [uid_of(ann)]) == {uid_of(ann): own}


@pytest.mark.django_db
def test_a_profile_is_saved_with_its_name_and_picture_all_or_nothing() -> None:
    ann = member("Ann")
    first = Draft(name="Anna", words="Hi", picture=photo(), picture_visibility="hosts")
    for bad in ({"name": "a@b.org"}, {"picture": b"no"}, {"picture_visibility": "nobody"}, {"words": "a@b.org"}):
        with pytest.raises(Invalid) as wrong:
            save_profile(actor=ann, draft=replace(first, **bad))
        assert set(wrong.value.errors) == {next(iter(bad)).partition("_")[0]}
    assert (own_profile(ann).words, own_profile(ann).picture) == ("", None)
    assert person_cards([ann.person or 0])[ann.person or 0].name == "Ann"
    save_profile(actor=ann, draft=first)
    hung = own_profile(ann).picture
    assert person_cards([ann.person or 0])[ann.person or 0].name == "Anna"
    assert (own_profile(ann).picture_visibility, hung is not None) == ("hosts", True)
    for same in ("hosts", None):
        save_profile(actor=ann, draft=Draft(picture_visibility=same))
    save_profile(actor=ann, draft=Draft(picture_visibility="everyone"))
    assert (own_profile(ann).picture, own_profile(ann).picture_visibility) == (hung, "everyone")
    save_profile(actor=ann, draft=Draft(picture=photo()))
    assert own_profile(ann).picture not in (None, hung)
    assert own_profile(ann).picture_visibility == "everyone"
    told = [fact.payload["part"] for fact in history(person=ann.person, words=["profile_changed"]).items]
    assert (told.count("profile"), told.count("picture")) == (5, 3)


@pytest.mark.django_db
def test_what_cannot_be_taken_changes_nothing() -> None:
    ann = member("Ann")
    with pytest.raises(Invalid) as wrong:
        put_picture(actor=ann, content=b"no")
    assert set(wrong.value.errors) == {"picture"}
    with pytest.raises(Invalid):
        put_picture(actor=ann, content=photo(), visibility="nobody")
    for stranger in (VISITOR, HOUSE):
        with pytest.raises(Refused), transaction.atomic():
            put_picture(actor=stranger, content=photo())
        with pytest.raises(Refused):
            save_profile(actor=stranger, draft=Draft())
    assert Picture.objects.count() == 0
