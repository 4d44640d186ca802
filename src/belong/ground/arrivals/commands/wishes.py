"""Staying in touch: an address is typed, its reader says yes, and only then there is a person and a permission."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from belong.ground.arrivals.models import SENTENCE_LENGTH, Refusal, Wish
from belong.ground.arrivals.paths import leaving_path, wish_path
from belong.ground.arrivals.periods import WISH_GOOD_FOR
from belong.ground.arrivals.secrets import fresh_token, token_digest
from belong.ground.kernel.public import NotFound, day_of, erase_messages, now, post
from belong.ground.people.public import Actor, grant_permission, invalid_as, know_reader, mail_address

HOUSE = Actor.system_run("staying in touch")
CHANNEL, PURPOSE = "mail", "news"
KIND, CONFIRMED = "service.stay_in_touch", "service.in_touch"
AGAIN_AFTER, MOST_MAILS = timedelta(hours=1), 3
PROOF = gettext_lazy("Read on %(when)s: “%(sentence)s” Said yes by the link in a mail to this address.")
"""What was read and done, in the language in which it was."""


def ask_to_stay_in_touch(*, address: str, sentence: str, language: str = "") -> None:
    """Ask the reader of `address` by mail whether they would like to hear from the community.

    `sentence` is the permission as it was read. Nobody learns whether the address is known; asked again and again, the
    reader gets three mails at most.
    """
    with invalid_as("address"):
        address = mail_address(address)
    token = fresh_token()
    with transaction.atomic():
        if _may_be_asked(address, sentence[:SENTENCE_LENGTH], token, language):
            post(kind=KIND, address=address, parameters={"path": wish_path(token)}, language=language)


def _may_be_asked(address: str, sentence: str, token: str, language: str) -> bool:
    """Keep the wish with the newest link; False where the reader has got mails enough."""
    at = now()
    kept = {"digest": token_digest(token), "sentence": sentence, "language": language, "sent_at": at}
    found = Wish.objects.select_for_update().filter(address=address).first()
    if found is None:
        try:
            with transaction.atomic():
                Wish.objects.create(address=address, asked_at=at, **kept)
        except IntegrityError:  # the same address was typed twice at once: one mail is on its way
            return False
        return True
    if found.asked_at <= at - WISH_GOOD_FOR:
        Wish.objects.filter(pk=found.pk).update(**kept, asked_at=at, mails=1)
        return True
    if found.mails >= MOST_MAILS or found.sent_at > at - AGAIN_AFTER:
        return False
    Wish.objects.filter(pk=found.pk).update(**kept, mails=F("mails") + 1)
    return True


def stay_in_touch(*, token: str) -> int:
    """The reader says yes: the person who reads there allows us to write, with what they read as the proof.

    Gives the person. Raises `NotFound` where the link was used or is too old.
    """
    with transaction.atomic():
        wish = _wish(token)
        person = know_reader(actor=HOUSE, email=wish.address)
        asked = wish.asked_at.strftime("%Y-%m-%d %H:%M UTC")
        grant_permission(
            actor=HOUSE,
            person=person.id,
            channel=CHANNEL,
            purpose=PURPOSE,
            proof=PROOF % {"when": asked, "sentence": wish.sentence},
        )
        path = leaving_path(person.uid, CHANNEL, PURPOSE)
        post(kind=CONFIRMED, address=wish.address, parameters={"path": path}, person=person.id, language=wish.language)
        wish.delete()
    return person.id


def not_me(*, token: str) -> None:
    """The reader never asked: nothing is kept of their address, and one is counted. Raises `NotFound`."""
    with transaction.atomic():
        wish = _wish(token)
        erase_messages((), [wish.address], kinds=[KIND])
        wish.delete()
        day, _made = Refusal.objects.get_or_create(day=day_of(now()))
        Refusal.objects.filter(pk=day.pk).update(count=F("count") + 1)


def _wish(token: str) -> Wish:
    found = (
        Wish.objects.select_for_update().filter(digest=token_digest(token), asked_at__gt=now() - WISH_GOOD_FOR).first()
    )
    if found is None:
        raise NotFound
    return found
