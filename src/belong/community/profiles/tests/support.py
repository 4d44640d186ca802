"""What the tests of this room share: pictures, and a profile that says one thing in every part."""

from io import BytesIO
from uuid import UUID

from PIL import Image

from belong.community.profiles.public import Draft, Given, LinkCard, affiliate, put_picture, save_profile
from belong.ground.people.public import Actor, add_person, person_cards

HOUSE = Actor.system_run("tests")
VISITOR = Actor()


def member(name: str = "Mia", **given: object) -> Actor:
    """A member of the community without an account, as an Actor."""
    person = add_person(actor=HOUSE, name=name, joined=True)
    return Actor(person=person.id, uid=person.uid, name=name, **given)  # type: ignore[arg-type]


def uid_of(actor: Actor) -> UUID:
    return person_cards([actor.person or 0])[actor.person or 0].uid


def photo(size: tuple[int, int] = (400, 300), kind: str = "JPEG", **given: object) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    made = Image.new("RGB", size, "red")
    made.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    kept = BytesIO()
    made.save(kept, kind, **given)
    return kept.getvalue()


def draft(**given: object) -> Draft:
    return Draft(**given)  # type: ignore[arg-type]


def say_all(actor: Actor, visibility: str) -> None:
    """Words, a place, a link, a picture and an employer, all shown to `visibility`."""
    save_profile(
        actor=actor,
        draft=Draft(
            words="I *brew*.",
            visibility=visibility,
            listed=visibility,
            interests=visibility,
            values={"place": Given("Köln, Germany", visibility=visibility)},
            links=(LinkCard("https://example.org/me", "Me", visibility),),
        ),
    )
    put_picture(actor=actor, content=photo(), visibility=visibility)
    affiliate(actor=actor, organisation="Ada Works", kind="employer", visibility=visibility)
