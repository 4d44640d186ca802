"""Two providers that others keep, and the people of the house."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from belong.doors.web.tests.cast import Cast, assemble
from belong.doors.web.tests.posted import forget_posted
from tests.providers import openid_provider, saml_provider
from tests.stories.outside.guests import ANA, BEN, CAL, MEMBER


@pytest.fixture(scope="module")
def city() -> Iterator[str]:
    with openid_provider(ANA, BEN, MEMBER, CAL) as where:
        yield where


@pytest.fixture(scope="module")
def uni() -> Iterator[str]:
    with saml_provider() as where:
        yield where


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = assemble()
    forget_posted()
    return made
