"""Every kind of mail, written; and whether it may go."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils.translation import gettext, override

from belong.ground.arrivals.public import is_leaving_link
from belong.ground.groups.public import actor_for
from belong.ground.kernel.outbox.envelope import Envelope
from belong.ground.kernel.public import (
    Letter,
    Outgoing,
    frozen,
    now,
    post,
    settled,
    stop_address,
    uuid7,
)
from belong.ground.people.public import (
    Actor,
    add_person,
    choose_language,
    grant_permission,
    withdraw_permission,
)
from belong.ground.people.tests.support import account
from belong.reach.gate.public import Terms, may_send, register_terms
from belong.reach.notifications.mail import Mail
from belong.reach.notifications.mails import MAILS
from belong.reach.notifications.registering import TOO_OLD, allowed
from belong.reach.notifications.site import site
from belong.reach.notifications.tests.examples import EXAMPLES
from belong.reach.notifications.writing import written

HOUSE = Actor.system_run("test")
BY_KIND = {mail.kind: mail for mail in MAILS}


@pytest.fixture(autouse=True)
def _community(settings: LazySettings) -> Iterator[None]:
    settings.SITE_URL = "https://club.example"
    with settled(name="The <Club>", sender="hall@club.example"):
        yield


def outgoing(kind: str, **changed: object) -> Outgoing:
    parameters = {**EXAMPLES[kind], **changed}
    return Outgoing(uuid7(), kind, "mia@example.org", parameters, None, "", now())


def letter(kind: str, **changed: object) -> Letter:
    return written(BY_KIND[kind], outgoing(kind, **changed))


def test_every_kind_has_its_example_and_its_name() -> None:
    assert set(EXAMPLES) == set(BY_KIND)
    assert [mail.kind for mail in MAILS if set(EXAMPLES[mail.kind]) != set(mail.parameters)] == []
    assert [mail.kind for mail in MAILS if not mail.title] == []


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_every_mail_says_why_it_came_and_the_same_in_both_forms(kind: str) -> None:
    made = letter(kind)
    why = str(BY_KIND[kind].why) % {**EXAMPLES[kind], "community": "The <Club>"}
    assert why.startswith("You get this")
    assert made.text.rstrip().endswith(why)
    assert why.replace("<", "&lt;").replace(">", "&gt;") in made.html
    assert "%(" not in made.subject + made.text + made.html
    in_text = set(re.findall(r"https://club\.example/[^\s]*", made.text))
    in_html = set(re.findall(r'href="(https://club\.example/[^"]*)"', made.html.replace("&amp;", "&")))
    assert in_text == in_html
    assert "https://club.example/" in in_text
    for value in EXAMPLES[kind].values():
        if isinstance(value, str):
            assert (value in made.text) == (value in made.html.replace("&amp;", "&"))


def test_what_people_wrote_is_words_and_nothing_else() -> None:
    made = letter(
        "service.invitation", from_name='<b onclick="x">Eve</b>', line="</td><script>1</script>\nTwo", topic=""
    )
    assert "<b onclick" not in made.html
    assert "<script" not in made.html
    assert "</td><script>1</script>\nTwo" in made.text
    assert made.subject == '<b onclick="x">Eve</b> invites you to The <Club>'


def test_a_subject_is_one_line_of_bounded_length() -> None:
    made = letter("service.invitation", from_name="Eve\r\nBcc: all@example.org " + "x" * 500)
    assert "\n" not in made.subject
    assert len(made.subject) == 150


def test_who_invites_without_a_name_is_somebody() -> None:
    invitation = letter("service.invitation", from_name="")
    assert invitation.subject.startswith("Somebody invites you to ")
    assert "Somebody thinks that you" in invitation.text
    assert "because Somebody typed" in invitation.text


def test_a_mail_is_in_its_readers_language_else_the_communitys() -> None:
    assert '<html lang="en" dir="ltr">' in letter("service.known_address").html
    with settled(languages=("de", "en")):
        assert '<html lang="de"' in letter("service.known_address").html
        assert language_of_mail("en") == "en"
        assert language_of_mail("es") == "de"
    with settled(languages=("fr", "es")):
        assert language_of_mail("fr") == "es"


def test_a_mail_to_a_person_is_in_the_language_they_chose(db: None) -> None:
    ada = account()
    assert [language_of_mail(posted, ada.person_id) for posted in ("", "es")] == ["en", "es"]
    choose_language(actor=actor_for(ada.pk), language="de")
    assert [language_of_mail(posted, ada.person_id) for posted in ("", "es")] == ["de", "de"]
    with settled(languages=("en", "es")):
        assert [language_of_mail(posted, ada.person_id) for posted in ("", "es")] == ["en", "es"]


def language_of_mail(posted: str, person: int | None = None) -> str:
    made = written(BY_KIND["service.known_address"], Outgoing(uuid7(), "", "", {}, person, posted, now()))
    [found] = re.findall(r'<html lang="(..)"', made.html)
    return str(found)


def test_what_was_changed_is_said_in_the_mails_language() -> None:
    what = str(EXAMPLES["service.account_changed"]["what"])
    with settled(languages=("de",)):
        made = letter("service.account_changed")
    with override("de"):
        assert gettext(what) != what
        assert gettext(what) in made.text and gettext(what) in made.html


def test_a_mail_that_needs_a_permission_ends_with_a_link_that_ends_it(db: None) -> None:
    person = add_person(actor=HOUSE, name="Mia")
    news = Mail(kind="news", subject="News", why="You allowed it.", template="known_address", purpose="news")
    made = written(news, Outgoing(uuid7(), "news", "mia@example.org", {}, person.id, "en", now()))
    path = made.headers["List-Unsubscribe"].strip("<>").removeprefix(site())
    assert f"{site()}{path}" in made.text and f"{site()}{path}" in made.html
    path, _mark, kind = path.partition("?kind=")
    _empty, _leave, uid, channel, purpose, signed = path.split("/")
    assert (uid, channel, purpose, kind) == (str(person.uid), "mail", "news", "news")
    assert is_leaving_link(person.uid, channel, purpose, signed)
    assert made.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    made = letter("service.known_address")
    assert ("/leave/" in made.text + made.html, made.headers) == (False, {})


def test_one_click_is_offered_where_the_way_there_is_encrypted(db: None, settings: LazySettings) -> None:
    settings.SITE_URL = "http://club.example"
    person = add_person(actor=HOUSE, name="Mia")
    news = Mail(kind="news", subject="News", why="You allowed it.", template="known_address", purpose="news")
    made = written(news, Outgoing(uuid7(), "news", "mia@example.org", {}, person.id, "en", now()))
    assert list(made.headers) == ["List-Unsubscribe"]


def test_programs_of_mail_read_the_way_there_whatever_letters_its_name_has(db: None, settings: LazySettings) -> None:
    settings.SITE_URL = "https://müller.example:8443"
    person = add_person(actor=HOUSE, name="Mia")
    news = Mail(kind="news", subject="News", why="You allowed it.", template="known_address", purpose="news")
    made = written(news, Outgoing(uuid7(), "news", "mia@example.org", {}, person.id, "en", now()))
    assert made.headers["List-Unsubscribe"].startswith("<https://xn--mller-kva.example:8443/leave/")
    assert "https://müller.example:8443/leave/" in made.text
    envelope = Envelope(uuid7(), "hall@club.example", "", "mia@example.org", now(), made)
    assert b"List-Unsubscribe: <https://xn--" in envelope.message().as_bytes()


def test_a_code_is_not_sent_when_it_is_of_no_use_any_more(db: None) -> None:
    fresh = outgoing("service.sign_in_code")
    assert allowed(BY_KIND["service.sign_in_code"], fresh)
    with frozen(now() + timedelta(hours=2)):
        assert allowed(BY_KIND["service.sign_in_code"], fresh).reason == TOO_OLD


def test_the_gate_wants_permission_unless_it_is_a_service(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.reach.gate.kinds._terms", {"service.x": Terms(service=True)})
    register_terms("news", Terms(purpose="news"))
    person = add_person(actor=HOUSE, name="Mia").id
    address = "mia@example.org"
    at = now()
    assert may_send("service.x", None, address, at)
    assert not may_send("news", None, address, at)
    assert not may_send("news", person, address, at)
    grant_permission(actor=HOUSE, person=person, channel="mail", purpose="other", proof="told us")
    grant_permission(actor=HOUSE, person=person, channel="phone", purpose="news", proof="told us")
    assert not may_send("news", person, address, now())
    grant_permission(actor=HOUSE, person=person, channel="mail", purpose="news", proof="told us")
    assert may_send("news", person, address, now())
    assert not may_send("news", person, address, at)  # not before they gave it
    withdraw_permission(actor=HOUSE, person=person, channel="mail", purpose="news")
    assert not may_send("news", person, address, now())
    stop_address(address, reason="refused")
    assert not may_send("service.x", None, address, now())


def test_terms_are_one_or_the_other() -> None:
    for wrong in ({}, {"service": True, "purpose": "news"}):
        with pytest.raises(ValueError, match="either"):
            Terms(**wrong)  # type: ignore[arg-type]


def test_a_message_brings_what_its_kind_names(db: None) -> None:
    with pytest.raises(ValueError, match="no kind of mail"):
        post(kind="service.nonsense", address="a@example.org", parameters={})
    with pytest.raises(ValueError, match="takes"):
        post(kind="service.known_address", address="a@example.org", parameters={"code": "1"})
