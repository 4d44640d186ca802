"""Who may do what at which address: every address of the site, every role, the answer. A new address needs a row.

303 on the way in means: sign in first. What somebody may not see is 404, what they see but may not do is 403; a denied
write changes nothing.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from belong.doors.web.tests.cast import ROLES, Cast, assemble
from belong.ground.kernel.public import uuid7
from tests.addresses import ROWS, Row


def named_patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str | None]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named_patterns(pattern, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern.name


def test_every_address_has_a_name_and_a_row() -> None:
    patterns = list(named_patterns(get_resolver()))
    assert [path for path, name in patterns if name is None] == []
    names = [name for _, name in patterns]
    assert len(names) == len(set(names))
    assert set(names) == {row.name for row in ROWS}


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()
    return assemble()


def test_each_role_gets_the_answer_of_the_table_and_a_denied_write_changes_nothing(cast: Cast) -> None:
    clients = {role: cast.client(role) for role in ROLES}
    before = everything()
    wrong = []
    for row in ROWS:
        for role, expected in zip(ROLES, row.answers.split(), strict=True):
            with transaction.atomic():
                answer = ask(clients[role], row, cast)
                if str(answer) != expected:
                    wrong.append(f"{role} {row}: {answer}, not {expected}")
                elif row.method == "POST" and answer >= 400 and everything() != before:
                    wrong.append(f"{role} {row}: denied, yet something changed")
                transaction.set_rollback(True)
            if row.name in {"account_login", "account_logout", "account_signup", "account_change_password"}:
                clients[role] = cast.client(role)
    assert wrong == []


NO_TOKEN = {
    "home",
    "leave",  # the signed link is the proof: programs of mail send it, without a session
    "stay_in_touch",  # pages that are the same for everybody hold the form; a mail that asks is all that follows
}


def test_every_write_needs_the_hidden_token(cast: Cast) -> None:
    client = cast.client("owner", enforce_csrf_checks=True)
    writes = [row for row in ROWS if row.method == "POST" and row.name not in NO_TOKEN]
    before = everything()
    assert {str(row): ask(client, row, cast) for row in writes} == {str(row): 403 for row in writes}
    assert everything() == before


def ask(client: Client, row: Row, cast: Cast) -> int:
    path = row.path.format(**cast.names)
    if row.method == "GET":
        return client.get(path).status_code
    data = {name: value.format(**cast.names) for name, value in row.data.items()}
    return client.post(path, {"request_key": str(uuid7()), **data}).status_code


def everything() -> dict[str, str]:
    """A digest of every table that holds what people did; sessions and sign-in times are not that."""
    tables = [
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("belong.")
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.db_table != "people_account"
    ]
    with connection.cursor() as cursor:
        digests = {}
        for table in tables:
            cursor.execute(f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t")
            digests[table] = cursor.fetchone()[0]
    return digests
