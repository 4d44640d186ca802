"""A person's picture: put up, shown to others than before, taken down."""

from collections.abc import Mapping
from functools import partial

from django.db import transaction

from belong.community.profiles import pictures
from belong.community.profiles.cards import PictureCard
from belong.community.profiles.checks import visibility as known
from belong.community.profiles.models import Picture
from belong.community.profiles.policies import PICTURE, first_of, may_say
from belong.ground.kernel.public import Invalid, NotFound, now, uuid7
from belong.ground.ledger.public import Part, ProfileChanged, canonical, ids_of, record
from belong.ground.people.public import Actor, invalid_as, person_for, show_own, shown_from


def put_picture(*, actor: Actor, content: bytes, visibility: str = "members") -> PictureCard:
    """Make the file the actor's picture, in place of the one before. `Invalid` at "picture" where it is none."""
    may_say(actor).or_refuse()
    with invalid_as("visibility"):
        known(visibility)
    try:
        sizes = pictures.drawn(content)
    except pictures.NotAPicture as wrong:
        raise Invalid({"picture": str(wrong)}) from None
    with transaction.atomic():
        return hang(person_for(actor, actor.acting or 0).pk, sizes, visibility)


def hang(person: int, sizes: Mapping[int, bytes], visibility: str) -> PictureCard:
    """Inside a transaction: what was drawn is the person's picture from now on."""
    uid = uuid7()
    _take_down(person)
    Picture.objects.create(uid=uid, person_id=person, visibility=visibility, added_at=now())
    show_own(person, PICTURE)
    _changed(person)
    pictures.keep(uid, sizes)
    return PictureCard(uid)


def show_picture(*, actor: Actor, visibility: str) -> None:
    """Show the picture to these from now on: the one that is shown, of whichever record of the actor's."""
    may_say(actor).or_refuse()
    with invalid_as("visibility"):
        known(visibility)
    with transaction.atomic():
        person = person_for(actor, actor.acting or 0).pk
        found = shown_now(person)
        if found is None:
            raise NotFound
        show_to(person, found, visibility)


def shown_now(person: int) -> Picture | None:
    """The picture that is shown of them, of whichever of their records."""
    top = canonical(person)
    return first_of(top, shown_from(top).get(PICTURE), Picture.objects.filter(person__in=ids_of(top)))


def show_to(person: int, found: Picture, visibility: str) -> None:
    """Inside a transaction: the person shows this picture of theirs to these."""
    Picture.objects.filter(pk=found.pk).update(visibility=visibility)
    _changed(person)


def remove_picture(*, actor: Actor) -> None:
    """Take the actor's picture down, with its files; the generated portrait stands in its place. Once is enough."""
    may_say(actor).or_refuse()
    with transaction.atomic():
        person = person_for(actor, actor.acting or 0).pk
        for each in ids_of(person):
            if _take_down(each):
                _changed(person)


def _take_down(person: int) -> bool:
    """Whether there was one; its files go when this is kept."""
    before = Picture.objects.filter(person=person).first()
    if before is None:
        return False
    before.delete()
    transaction.on_commit(partial(pictures.remove, before.uid))
    return True


def _changed(person: int) -> None:
    record(ProfileChanged(actor=person, about=f"people.person:{person}", part=Part.PICTURE))
