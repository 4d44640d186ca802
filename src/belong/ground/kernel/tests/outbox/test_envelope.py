"""A mail in the form that travels: what programs read of it stands there as it was given."""

import pytest

from belong.ground.kernel.outbox.envelope import Envelope
from belong.ground.kernel.outbox.kinds import Letter
from belong.ground.kernel.outbox.troubles import Rejected
from belong.ground.kernel.public import now, uuid7

LINK = f"<https://club.example/leave/{uuid7()}/mail/conversations/{'0a' * 16}?kind=conversations.answered>"


def travelling(headers: dict[str, str], address: str = "mia@example.org") -> list[bytes]:
    letter = Letter("Hello, Zoë, " * 12, "Hello.\n", headers=headers)
    envelope = Envelope(uuid7(), "hall@club.example", "The Hall", address, now(), letter)
    return envelope.message().as_bytes().split(b"\r\n")


@pytest.mark.parametrize("address", ["mia@example.org", "zoë@example.org"])
def test_a_link_to_leave_stands_in_one_plain_line(address: str) -> None:
    lines = travelling({"List-Unsubscribe": LINK, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}, address)
    assert f"List-Unsubscribe: {LINK}".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert all(len(line.decode()) <= 78 for line in lines if not line.startswith(b"List-Unsubscribe:"))


def test_no_header_holds_another() -> None:
    with pytest.raises(Rejected):
        travelling({"List-Unsubscribe": f"{LINK}\r\nBcc: all@example.org"})
