"""Links and codes: what goes out by mail, and what is kept of it."""

import secrets
from uuid import UUID

from belong.ground.kernel.public import keyed_hash

DIGITS = 8


def fresh_token() -> str:
    """What a link in a mail holds; nobody guesses it."""
    return secrets.token_urlsafe(24)


def token_digest(token: str) -> str:
    """What is kept of a link: enough to know it again, nothing to follow."""
    return keyed_hash(token, purpose="arrivals.link").hex()


def fresh_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def code_digest(request: UUID, code: str) -> str:
    """What is kept of a code: it proves one request and no other."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return keyed_hash(f"{request}:{digits}", purpose="arrivals.code").hex()


def signature(person: UUID, channel: str, purpose: str) -> str:
    """What a link to leave holds beside the person, so that nobody makes one for somebody else."""
    return keyed_hash(f"{person}:{channel}:{purpose}", purpose="arrivals.leave").hex()[:32]
