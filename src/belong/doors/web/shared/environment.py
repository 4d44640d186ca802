"""Jinja2 as Belong uses it: strict about unknown names, escaping, translated, with a handful of functions."""

from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.formats import get_format
from django.utils.functional import lazy
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_environment
from jinja2.environment import TemplateModule
from markupsafe import Markup

from belong.doors.web.shared import addresses, style
from belong.doors.web.shared.counts import answers_said, replies_said
from belong.doors.web.shared.faces import face, peer, person, portrait, voices
from belong.doors.web.shared.foot import foot
from belong.doors.web.shared.here import here
from belong.doors.web.shared.here import language as spoken
from belong.doors.web.shared.icons import icon
from belong.doors.web.shared.languages import name_of_language
from belong.doors.web.shared.lean import LeanEnvironment
from belong.doors.web.shared.lists import listed
from belong.doors.web.shared.staying import permission_sentence
from belong.doors.web.shared.times import day_text, duration, exact, time_element
from belong.ground.arrivals.public import may_invite
from belong.ground.kernel.public import community, day_of


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend (`TEMPLATES`, `OPTIONS`, `environment`)."""
    kept = {name: value for name, value in options.items() if name not in {"autoescape", "undefined"}}
    made = LeanEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        **kept,
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(_=translated, gettext=translated)
    made.filters.update(
        answers=answers_said,
        face=face,
        listed=listed,
        peer=peer,
        person=person,
        portrait=portrait,
        replies=replies_said,
        time=time_element,
        voices=voices,
    )
    made.globals.update(
        address=addresses,
        day=day_text,
        day_of=day_of,
        duration=duration,
        exact=exact,
        face=face,
        foot=foot,
        icon=icon,
        language=get_language,
        language_name=name_of_language,
        several_languages=lambda: len(community().spoken) > 1,
        may_invite=may_invite,
        mark=lambda: addresses.mark(community().mark),
        notices=notices,
        number=number,
        part=part,
        person_line=person,
        portrait=portrait,
        rtl=get_language_bidi,
        organisation=lazy(lambda: community().name, str)(),
        purpose=purpose,
        joining=lambda: community().joining,
        static=static,
        stay_sentence=permission_sentence,
        stylesheet=style.address,
        time=time_element,
    )
    return made


def purpose() -> str:
    """What the community is for, in the organisation's words."""
    return community().purpose or translated("People here ask, answer and help each other.")


def translated(message: str, **values: object) -> Markup:
    """A sentence in the reader's language, its values escaped: what Jinja's own does, for half the work."""
    said = _said(message, spoken())
    return said % values if values else said


@lru_cache(maxsize=4096)
def _said(message: str, language: str) -> Markup:
    """What translators wrote is ours and stands as it is; `%%` stands for a sign only beside values."""
    return Markup(gettext(message))  # noqa: S704 - our own words


@pass_environment
def part(environment: Environment, name: str) -> TemplateModule:
    """The macros of a template that is drawn many times a page, with its words looked up once for each language."""
    return _part(environment, name, here().language)


@lru_cache(maxsize=64)
def _part(environment: Environment, name: str, language: str) -> TemplateModule:
    return environment.get_template(name).make_module()


def notices(request: HttpRequest) -> list[str]:
    """What the last write said, once; looked for only where the browser holds something."""
    if "messages" not in request.COOKIES:
        return []
    return [message.message for message in get_messages(request)]


def number(value: int | float) -> str:
    """A number as the reader's language writes it, with its thousands apart by a space that does not break."""
    apart = f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
    return apart.replace(".", get_format("DECIMAL_SEPARATOR")) if isinstance(value, float) else apart
