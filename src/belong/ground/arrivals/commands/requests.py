"""Asking to be let in: answers, an address that is proved by a code, and a host who decides."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.arrivals.models import WORDS_LENGTH, Request
from belong.ground.arrivals.paths import code_path, way_in_path
from belong.ground.arrivals.periods import CODE_GOOD_FOR
from belong.ground.arrivals.policies import may_decide
from belong.ground.arrivals.secrets import code_digest, fresh_code, fresh_token, token_digest
from belong.ground.kernel.public import (
    APPROVAL,
    Invalid,
    NotFound,
    Refused,
    clean_source,
    community,
    lock_number,
    now,
    post,
    uuid7,
)
from belong.ground.ledger.public import JoinRequestDecided, record
from belong.ground.people.public import Account, Actor, invalid_as, mail_address, one_line, person_name

CODE, KNOWN, DECIDED = "service.address_code", "service.known_address", "service.join_decided"
ANSWER_LENGTH = 1000
MOST_TRIES = 5
MOST_MAILS = 3

NAME_US = gettext_lazy("Write how others here shall call you.")
ANSWER_US = gettext_lazy("Please write something here.")
WRONG_CODE = gettext_lazy("This is not the code that we sent. Look at the newest mail.")
NO_CODE = gettext_lazy("There were several wrong tries, or the code is older than an hour. Ask for another one.")
DECIDED_ALREADY = gettext_lazy("A host has decided on this already.")


def ask_to_join(*, name: str, address: str, answers: Sequence[str], request_key: UUID, language: str = "") -> UUID:
    """Keep what somebody says of themselves and send a code to their address; hosts see it once it was typed.

    The same answer whether there is an account with the address or not: its owner is told by mail. Raises `NotFound`
    where nobody is let in this way.
    """
    if community().joining != APPROVAL:
        raise NotFound
    asked = community().questions
    if len(answers) != len(asked):
        raise Invalid({"request_key": _("The questions have changed meanwhile. Please look at them once more.")})
    with invalid_as("name"):
        name = person_name(name)
    with invalid_as("address"):
        address = mail_address(address)
    kept = [
        [question, _answer(number, said)] for number, (question, said) in enumerate(zip(asked, answers, strict=True))
    ]
    if not name:
        raise Invalid({"name": NAME_US})
    with transaction.atomic():
        with connection.cursor() as cursor:  # one at a time with one key: two clicks at once are one request
            cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number(f"arrivals.request:{request_key}")])
        again = Request.objects.filter(request_key=request_key).first()
        if again is not None:
            return again.uid
        lately = Request.objects.filter(address=address, asked_at__gt=now() - CODE_GOOD_FOR).count()
        uid, code = uuid7(), fresh_code()
        is_known = Account.objects.filter(email=address).exists()
        Request.objects.create(
            uid=uid,
            request_key=request_key,
            name=name,
            address=address,
            answers=kept,
            language=language,
            code="" if is_known else code_digest(uid, code),
            asked_at=now(),
        )
        if lately < MOST_MAILS:
            spaced = f"{code[:4]} {code[4:]}"
            kind, parameters = (KNOWN, {}) if is_known else (CODE, {"code": spaced, "path": code_path(uid, code)})
            post(kind=kind, address=address, parameters=parameters, language=language)
        return uid


def _answer(number: int, said: str) -> str:
    field = f"answer_{number + 1}"
    kept = clean_source(said).strip()
    if not kept:
        raise Invalid({field: ANSWER_US})
    if len(kept) > ANSWER_LENGTH:
        raise Invalid(
            {
                field: _("This answer has %(count)s characters; %(most)s are the most.")
                % {"count": len(kept), "most": ANSWER_LENGTH}
            }
        )
    return kept


def prove_request(*, uid: UUID, code: str) -> None:
    """The code from the mail was typed: hosts see the request from now on, instead of older ones from the address.

    `Invalid` for a wrong code; five wrong ones make it void, and nobody is locked out by that: asking again helps.
    """
    wrong = ""
    with transaction.atomic():
        found = Request.objects.select_for_update().filter(uid=uid).first()
        if found is None:
            raise NotFound
        if found.proved_at is not None:
            return
        if found.tries >= MOST_TRIES or found.asked_at <= now() - CODE_GOOD_FOR:
            wrong = str(NO_CODE)
        elif not found.code or code_digest(uid, code) != found.code:
            Request.objects.filter(pk=found.pk).update(tries=F("tries") + 1)
            wrong = str(WRONG_CODE)
        else:
            older = Request.objects.filter(address=found.address, decided_at__isnull=True)
            older.exclude(pk=found.pk).delete()
            Request.objects.filter(pk=found.pk).update(proved_at=now(), code="")
    if wrong:  # after the transaction: the try is counted
        raise Invalid({"code": wrong})


def decide_request(*, actor: Actor, uid: UUID, granted: bool, words: str = "") -> None:
    """Let them in, or not, with words that they read in a mail. Hosts only, once.

    A yes sends the link by which they choose how to sign in; they have joined when they did.
    """
    may_decide(actor).or_refuse()
    with invalid_as("words"):
        words = one_line(words, WORDS_LENGTH, _("What you write"))
    with transaction.atomic():
        found = Request.objects.select_for_update().filter(uid=uid, proved_at__isnull=False).first()
        if found is None:
            raise NotFound
        if found.granted is not None:
            if found.granted is granted:
                return
            raise Refused(DECIDED_ALREADY)
        token = fresh_token()
        Request.objects.filter(pk=found.pk).update(
            granted=granted,
            decided_at=now(),
            decided_by=actor.acting,
            words=words,
            digest=token_digest(token) if granted else None,
        )
        record(JoinRequestDecided(actor=actor.acting, about=f"arrivals.request:{found.pk}", granted=granted))
        parameters = {"yes": granted, "reason": words, "path": way_in_path(token) if granted else ""}
        post(kind=DECIDED, address=found.address, parameters=parameters, language=found.language)
