"""How many answers or replies, in words. Said twenty times a page, so each is looked up once for each language."""

from functools import lru_cache

from django.utils.translation import get_language, ngettext


def answers_said(count: int, accepted: bool = False) -> str:
    """ "3 answers, one accepted"."""
    return _answers(count, accepted, get_language())


def replies_said(count: int) -> str:
    """ "1 reply"."""
    return _replies(count, get_language())


@lru_cache(maxsize=2048)
def _answers(count: int, accepted: bool, language: str | None) -> str:
    if accepted:
        return ngettext("%(count)d answer, accepted", "%(count)d answers, one accepted", count) % {"count": count}
    return ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}


@lru_cache(maxsize=2048)
def _replies(count: int, language: str | None) -> str:
    return ngettext("%(count)d reply", "%(count)d replies", count) % {"count": count}
