"""What a mail needs before it may go."""

from collections.abc import Mapping
from dataclasses import dataclass

CHANNEL = "mail"


@dataclass(frozen=True, slots=True)
class Terms:
    """A `service` mail (a code, a confirmation) needs nothing; any other one the reader's permission for `purpose`,
    and that they did not say that they do not want this kind. Of such a kind `most_a_day` go to one person, where that
    is said; and of all such kinds together as many as the community's setting says.

    `lets_in`: a service that lets its reader in, so it does not go to somebody whose account was closed.
    """

    service: bool = False
    purpose: str = ""
    most_a_day: int | None = None
    lets_in: bool = False

    def __post_init__(self) -> None:
        if self.service == bool(self.purpose):
            raise ValueError("a mail is either a service, or it has the purpose for which somebody allowed it")
        if self.service and self.most_a_day is not None:
            raise ValueError("what somebody asked for a moment ago does not wait for another day")


_terms: dict[str, Terms] = {}


def register_terms(kind: str, terms: Terms) -> None:
    """From now on mails of `kind` go under `terms`."""
    if kind in _terms:
        raise ValueError(f"{kind} is registered twice")
    _terms[kind] = terms


def terms_of(kind: str) -> Terms:
    return _terms[kind]


def kinds_with_a_purpose() -> Mapping[str, Terms]:
    """Every kind that is no service, in the order of registering."""
    return {kind: terms for kind, terms in _terms.items() if not terms.service}
