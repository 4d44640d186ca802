"""Coming by a university that speaks SAML."""

from allauth.socialaccount.models import SocialAccount
from pytest_django import Settings

from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.posted import newest_code
from belong.doors.web.tests.test_accounts import signed_in
from belong.ground.people import public as people
from belong.ground.people.models import Identity
from belong.ground.people.public import Account
from tests.stories.outside.guests import browser, by_saml, sent_back


def test_who_the_university_vouches_for_becomes_a_member_and_comes_again(
    cast: Cast, uni: str, settings: Settings
) -> None:
    by_saml(settings, uni, trusted=True)
    client = browser()
    assert sent_back(client, "u-17", "dora@example.org", "Dora Dale") == "/welcome"
    assert signed_in(client)
    account = Account.objects.get(email="dora@example.org")
    assert people.person_cards([account.person_id])[account.person_id].name == "Dora Dale"
    assert Identity.objects.filter(person=account.person_id, key="dora@example.org").exists()
    again = browser()
    assert sent_back(again, "u-17", "dora@example.org", "Dora Dale") == "/"
    assert signed_in(again)


def test_without_trust_the_universitys_word_about_an_address_needs_a_code(
    cast: Cast, uni: str, settings: Settings
) -> None:
    by_saml(settings, uni)
    client = browser()
    assert sent_back(client, "u-18", "dan@example.org", "Dan Dale") == "/sign-in/address"
    client.post("/sign-in/address", {"code": newest_code("dan@example.org")})
    assert signed_in(client)


def test_an_answer_that_somebody_else_signed_lets_nobody_in(cast: Cast, uni: str, settings: Settings) -> None:
    by_saml(settings, uni, trusted=True)
    client = browser()
    assert sent_back(client, "u-17", "member@example.org", "Forger", forged="1") == "422"
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_the_university_can_read_what_it_has_to_know_of_us(cast: Cast, uni: str, settings: Settings) -> None:
    by_saml(settings, uni)
    said = browser().get("/sign-in/with/saml/uni/metadata")
    assert said["Content-Type"] == "text/xml"
    assert b"/sign-in/with/saml/uni/back" in said.content
    assert browser().get("/sign-in/with/saml/uni/leave")["Location"] == "/sign-out"
