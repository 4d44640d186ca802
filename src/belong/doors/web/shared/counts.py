"""How many answers or replies, in words. Said twenty times a page, so each is looked up once for each language."""

from functools import lru_cache

from django.utils.translation import ngettext

from belong.doors.web.shared.here import here


def answers_said(count: int, accepted: bool = False) -> str:
    """ "3 answers, one accepted"."""
    return _answers(count, accepted, here().language)


def replies_said(count: int) -> str:
    """ "1 reply"."""
    return _replies(count, here().language)


@lru_cache(maxsize=2048)
def _answers(count: int, accepted: bool, language: str) -> str:
    if accepted:
        return ngettext("%(count)d answer, accepted", "%(count)d answers, one accepted", count) % {"count": count}
    return ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}


@lru_cache(maxsize=2048)
def _replies(count: int, language: str) -> str:
    return ngettext("%(count)d reply", "%(count)d replies", count) % {"count": count}
