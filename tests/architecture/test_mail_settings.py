"""How the environment says where mails go."""

import pytest

from belong.config import mail
from belong.config.environment import WrongSetting


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", None),
        ("smtp://127.0.0.1:2525", ("127.0.0.1", 2525, "", "", "none")),
        ("smtp://localhost", ("localhost", 25, "", "", "none")),
        ("smtp://mail.example.org", ("mail.example.org", 587, "", "", "starttls")),
        ("smtp://u%40x:p%3Aw@mail.example.org?tls=ssl", ("mail.example.org", 465, "u@x", "p:w", "ssl")),
        ("smtp://[::1]:26/?tls=starttls", ("::1", 26, "", "", "starttls")),
    ],
)
def test_a_server_by_its_address(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: tuple[object, ...] | None
) -> None:
    monkeypatch.setenv("BELONG_SMTP_URL", value)
    found = mail.smtp("BELONG_SMTP_URL")
    assert (found and (found["host"], found["port"], found["user"], found["password"], found["tls"])) == expected


@pytest.mark.parametrize(
    "value",
    [
        "mail.example.org",
        "http://x.org",
        "smtp://",
        "smtp://x:port",
        "smtp://x?tls=maybe",
        "smtp://x?t=1",
        "smtp://x/y",
    ],
)
def test_what_cannot_be_used_is_said_with_an_example(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BELONG_SMTP_URL", value)
    with pytest.raises(WrongSetting, match="smtp://user:password@"):
        mail.smtp("BELONG_SMTP_URL")


def test_a_provider_its_keys_and_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (mail.provider("BELONG_MAIL_PROVIDER"), mail.keys("BELONG_MAIL_KEYS")) == ("", {})
    assert mail.pace("BELONG_MAIL_PACE", 60) == 60
    monkeypatch.setenv("BELONG_MAIL_PROVIDER", "Postmark")
    monkeypatch.setenv("BELONG_MAIL_KEYS", '{"POSTMARK_SERVER_TOKEN": "t"}')
    monkeypatch.setenv("BELONG_MAIL_PACE", "5")
    assert mail.provider("BELONG_MAIL_PROVIDER") == "postmark"
    assert mail.keys("BELONG_MAIL_KEYS") == {"POSTMARK_SERVER_TOKEN": "t"}
    assert mail.pace("BELONG_MAIL_PACE", 60) == 5
    for name, value, read in (
        ("BELONG_MAIL_PROVIDER", "a.b", mail.provider),
        ("BELONG_MAIL_KEYS", "[1]", mail.keys),
        ("BELONG_MAIL_KEYS", "{", mail.keys),
    ):
        monkeypatch.setenv(name, value)
        with pytest.raises(WrongSetting, match=name):
            read(name)
    for value in ("0", "-1", "x", "1000000"):
        monkeypatch.setenv("BELONG_MAIL_PACE", value)
        with pytest.raises(WrongSetting, match="BELONG_MAIL_PACE"):
            mail.pace("BELONG_MAIL_PACE", 60)
