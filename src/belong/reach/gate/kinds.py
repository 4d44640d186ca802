"""What a mail needs before it may go."""

from dataclasses import dataclass

CHANNEL = "mail"


@dataclass(frozen=True, slots=True)
class Terms:
    """A `service` mail (a code, a confirmation) needs nothing; any other one the reader's permission for `purpose`."""

    service: bool = False
    purpose: str = ""

    def __post_init__(self) -> None:
        if self.service == bool(self.purpose):
            raise ValueError("a mail is either a service, or it has the purpose for which somebody allowed it")


_terms: dict[str, Terms] = {}


def register_terms(kind: str, terms: Terms) -> None:
    """From now on mails of `kind` go under `terms`."""
    if kind in _terms:
        raise ValueError(f"{kind} is registered twice")
    _terms[kind] = terms


def terms_of(kind: str) -> Terms:
    return _terms[kind]
