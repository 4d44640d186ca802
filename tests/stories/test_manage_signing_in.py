"""Helping somebody in from the command line."""

import pytest
from allauth.mfa.models import Authenticator

from belong.doors.cli.main import run
from belong.doors.web.tests.posted import posted
from belong.ground.people.public import open_account

pytestmark = pytest.mark.usefixtures("clone")


def test_a_second_step_whose_phone_is_lost_is_taken_away(capsys: pytest.CaptureFixture[str]) -> None:
    account = open_account(email="ana@example.org", password="three words and a lamp", name="Ana")
    for kind in ("totp", "recovery_codes", "webauthn"):
        Authenticator.objects.create(user=account, type=kind, data={"name": "Phone"})
    assert run(["manage", "one-step", "Ana@Example.org"]) == 0
    assert "signs in with one step again" in capsys.readouterr().out
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["webauthn"]
    assert [kind for kind, _ in posted("ana@example.org")] == ["service.account_changed"]
    assert run(["manage", "one-step", "ana@example.org"]) == 0
    assert "has no second step" in capsys.readouterr().out
    assert len(posted("ana@example.org")) == 1


@pytest.mark.parametrize("words", [[], ["--format", "json"]])
def test_an_address_by_which_nobody_signs_in_is_said_to_be_nobodys(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(["manage", "one-step", "nobody@x.example", *words]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "belong: Nobody signs in by nobody@x.example.\n")
