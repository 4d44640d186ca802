"""What a test looks up of mails and facts."""

from belong.ground.kernel.public import MessageCard, messages
from belong.ground.ledger.public import FactCard, history


def mails(kind: str, address: str = "") -> list[MessageCard]:
    """The mails of a kind, the newest first."""
    return [one for one in messages(limit=500) if one.kind == kind and address in ("", one.address)]


def token_in(kind: str) -> str:
    """The end of the link in the newest mail of a kind."""
    return str(mails(kind)[0].parameters["path"]).rsplit("/", 1)[1]


def facts(*words: str) -> list[FactCard]:
    """Standing facts of these words, the oldest first."""
    return list(reversed(history(words=list(words), limit=100).items))
