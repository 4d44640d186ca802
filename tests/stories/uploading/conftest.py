"""A home of its own and a host who signs in."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from belong.ground.people.public import Account, give_role, open_account
from tests.stories.imports import SYSTEM


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
    return tmp_path / "home"


@pytest.fixture
def host(home: Path) -> Client:
    account = open_account(email="hanna@example.org", password="three words and a lamp", name="Hanna")
    give_role(actor=SYSTEM, person=account.person_id, role="host")
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    return client
