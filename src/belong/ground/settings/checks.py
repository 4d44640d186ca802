"""What each value must be. A check gives the value as it is kept, or raises `Wrong` with one sentence."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from belong.ground.kernel.public import APPROVAL, HOME, HOSTS, INVITATION, MEMBERS, OPEN, PUBLIC, clean_source
from belong.ground.people.public import ERASING, MEMBER_CHOOSES, Wrong, one_line
from belong.ground.settings.keepers import MOST_DAYS, PREFIX, keepers

NAME_LENGTH, PURPOSE_LENGTH, QUESTION_LENGTH = 80, 400, 200
MOST_QUESTIONS, MOST_LANGUAGES = 10, 12
MOST_MAILS_A_DAY = 50


def _name(value: Any) -> str:
    kept = one_line(_text(value), NAME_LENGTH, _("The name"))
    if not kept:
        raise Wrong(_("Every page says the name: write what the community is called."))
    return kept


def _purpose(value: Any) -> str:
    return one_line(_text(value), PURPOSE_LENGTH, _("The purpose"))


def _time_zone(value: Any) -> str:
    try:
        return ZoneInfo(_text(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Wrong(_("This is no time zone: choose one such as Europe/Berlin.")) from None


def _languages(value: Any) -> list[str]:
    found = list(dict.fromkeys(_texts(value)))
    if not found:
        raise Wrong(_("Choose at least one language."))
    if len(found) > MOST_LANGUAGES:
        raise Wrong(_("%(most)s languages are the most.") % {"most": MOST_LANGUAGES})
    for one in found:
        if len(one) != 2 or not (one.isascii() and one.isalpha() and one.islower()):
            raise Wrong(_("A language is named by two small letters, such as en or de."))
    return found


def _sender(value: Any) -> str:
    kept = _text(value).strip().lower()
    if kept:
        try:
            validate_email(kept)
        except ValidationError:
            raise Wrong(_("This is no e-mail address: write one such as community@example.org.")) from None
    return kept


def _sender_name(value: Any) -> str:
    return one_line(_text(value), NAME_LENGTH, _("The sender's name"))


def _hue(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 360:
        raise Wrong(_("The colour is a number from 0 to 360, such as 40 (brick), 150 (green) or 250 (blue)."))
    return value


def _questions(value: Any) -> list[str]:
    found = [kept for one in _texts(value) if (kept := one_line(one, QUESTION_LENGTH, _("The question")))]
    if len(found) > MOST_QUESTIONS:
        raise Wrong(_("%(most)s questions are the most; fewer are answered better.") % {"most": MOST_QUESTIONS})
    return found


def _one_of(*among: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in among:
            raise Wrong(_("Choose one of these."))
        return str(value)

    return check


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(_("This is true or false."))
    return value


def _days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_DAYS:
        raise Wrong(_("Write a number of days from 1 to %(most)s, or 0 for as long as you like.") % {"most": MOST_DAYS})
    return value


def _mails_a_day(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_MAILS_A_DAY:
        raise Wrong(_("Write a number of mails from 1 to %(most)s.") % {"most": MOST_MAILS_A_DAY})
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(_("This is a text."))
    return clean_source(value)


def _texts(value: Any) -> list[str]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise Wrong(_("This is a list of texts."))
    return [_text(one) for one in value]


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "purpose": _purpose,
    "time_zone": _time_zone,
    "languages": _languages,
    "sender": _sender,
    "sender_name": _sender_name,
    "brand_hue": _hue,
    "joining": _one_of(OPEN, APPROVAL, INVITATION),
    "questions": _questions,
    "inviting": _one_of(MEMBERS, HOSTS),
    "strangers": _one_of(PUBLIC, HOME),
    "erasing": _one_of(*ERASING),
    "is_set_up": _truth,
    "mails_a_day": _mails_a_day,
}

USUAL: Mapping[str, Any] = {"erasing": MEMBER_CHOOSES, "mails_a_day": 5}
"""What holds of further settings where nobody has set them."""


def checked(name: str, value: Any) -> Any:
    """`value` as it is kept under `name`. Raises `Wrong`; `KeyError` where there is no such setting."""
    if name.startswith(PREFIX) and name.removeprefix(PREFIX) in keepers():
        return _days(value)
    return CHECKS[name](value)
