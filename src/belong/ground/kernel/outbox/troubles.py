"""Why a mail did not leave, sorted by what follows from it."""

import re

from belong.ground.kernel.telling import Told

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
LONGEST = 500


def readable(says: object) -> str:
    """What others say, cut to what can be read and kept."""
    return " ".join(str(says).replace("\x00", " ").split())[:LONGEST]


class Trouble(Exception):
    """A sentence of ours, to be told again in any language, or the server's words, cut to what can be read."""

    def __init__(self, says: object) -> None:
        super().__init__(says if isinstance(says, Told) else readable(says))


class Unreachable(Trouble):
    """The way out is shut, for every mail: no connection, wrong password, the sender refused."""


class Broken(Unreachable):
    """The server fell silent or hung up over one mail: perhaps for every mail, perhaps because of this one."""


class Later(Trouble):
    """Not now, or not for a reason that lies in the address: tried again with growing pauses."""


class Rejected(Trouble):
    """This mail is refused for good; the address may be good for others."""


class Gone(Trouble):
    """Nobody is there: nothing is sent to this address any more."""


def at_recipient(code: int, says: str) -> Trouble:
    """What an answer to `RCPT TO` means.

    RFC 3463 tells what a refusal is about: x.1.x the address, x.2.1 a mailbox that was closed. Other subjects (full,
    policy, "relaying denied") say nothing against the address: a wrong setting must not silence everybody.
    """
    words = f"{code} {says}"
    if code < 500:
        return Later(words)
    told = ENHANCED.search(says)
    if told is not None:
        about = (int(told[2]), int(told[3]))
        return Gone(words) if about[0] == 1 or about == (2, 1) else Later(words)
    return Gone(words) if code in {550, 551, 553} else Later(words)


def at_content(code: int, says: str) -> Trouble:
    """What an answer after the mail itself means."""
    words = f"{code} {says}"
    return Later(words) if code < 500 else Rejected(words)
