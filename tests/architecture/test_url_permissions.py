"""Who may do what at which address: every address of the site, every role, the answer. A new address needs a row.

303 on the way in means: sign in first. What somebody may not see is 404, what they see but may not do is 403; a denied
write changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from belong.doors.web.tests.cast import PASSWORD, ROLES, Cast, assemble
from belong.ground.kernel.public import uuid7


@dataclass(frozen=True)
class Row:
    """`name` of the address, method, path with the cast's names, and the answers in the order of `ROLES`."""

    name: str
    method: str
    path: str
    answers: str
    data: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


BODY = {"body": "A text."}
TOPIC = {"title": "A title", "body": "A text.", "tags": "one, two"}
GROUP = {"name": "New", "kind": "circle", "audience": "private", "summary": ""}
NEW_PASSWORD = {"oldpassword": PASSWORD, "password1": "four words and a chair", "password2": "four words and a chair"}
SIGN_UP = {"name": "New", "email": "new@example.org", "password1": PASSWORD}
SIGN_IN = {"login": "member@example.org", "password": PASSWORD}

ROWS = [
    #                                                     stranger member insider author host owner
    Row("home", "GET", "/", "200 200 200 200 200 200"),
    Row("home", "POST", "/", "405 405 405 405 405 405"),
    Row("style", "GET", "{style}", "200 200 200 200 200 200"),
    Row("account", "GET", "/account", "303 200 200 200 200 200"),
    Row("account_login", "GET", "/sign-in", "200 302 302 302 302 302"),
    Row("account_login", "POST", "/sign-in", "302 302 302 302 302 302", SIGN_IN),
    Row("account_signup", "GET", "/sign-up", "200 302 302 302 302 302"),
    Row("account_signup", "POST", "/sign-up", "302 302 302 302 302 302", SIGN_UP),
    Row("account_inactive", "GET", "/sign-in/closed", "200 200 200 200 200 200"),
    Row("account_logout", "GET", "/sign-out", "302 200 200 200 200 200"),
    Row("account_logout", "POST", "/sign-out", "302 302 302 302 302 302"),
    Row("account_change_password", "GET", "/account/password", "303 200 200 200 200 200"),
    Row("account_change_password", "POST", "/account/password", "403 302 302 302 302 302", NEW_PASSWORD),
    Row("groups", "GET", "/groups/", "200 200 200 200 200 200"),
    Row("group_found", "GET", "/groups/new", "404 404 404 404 200 200"),
    Row("group_found", "POST", "/groups/new", "404 404 404 404 303 303", GROUP),
    Row("group", "GET", "/groups/{open}/", "200 200 200 200 200 200"),
    Row("group", "GET", "/groups/{club}/", "404 200 200 200 200 200"),
    Row("group", "GET", "/groups/{den}/", "404 200 200 200 200 200"),
    Row("group", "GET", "/groups/{vault}/", "404 404 200 200 404 404"),
    Row("group", "GET", "/groups/{open}/?unanswered=1", "200 200 200 200 200 200"),
    Row("group", "GET", "/groups/{open}/?after=nonsense", "404 404 404 404 404 404"),
    Row("group_members", "GET", "/groups/{open}/members", "303 200 200 200 200 200"),
    Row("group_members", "GET", "/groups/{den}/members", "303 403 200 200 200 200"),
    Row("group_members", "GET", "/groups/{vault}/members", "303 404 200 200 404 404"),
    Row("group_join", "POST", "/groups/{club}/join", "403 303 303 303 303 303"),
    Row("group_join", "POST", "/groups/{den}/join", "403 403 303 303 403 403"),
    Row("group_join", "POST", "/groups/{vault}/join", "403 404 303 303 404 404"),
    Row("group_join", "GET", "/groups/{club}/join", "405 405 405 405 405 405"),
    Row("group_leave", "POST", "/groups/{den}/leave", "403 303 303 303 303 303"),
    Row("group_leave", "POST", "/groups/{vault}/leave", "403 404 303 303 404 404"),
    Row("group_audience", "POST", "/groups/{club}/audience", "403 403 403 403 303 303", {"audience": "public"}),
    Row("group_audience", "POST", "/groups/{vault}/audience", "403 404 403 403 404 404", {"audience": "public"}),
    Row("group_audience", "POST", "/groups/{club}/audience", "403 403 403 403 403 403", {"audience": "odd"}),
    Row("ask", "GET", "/groups/{club}/ask", "303 200 200 200 200 200"),
    Row("ask", "POST", "/groups/{club}/ask", "403 303 303 303 303 303", TOPIC),
    Row("ask", "POST", "/groups/{club}/ask", "403 422 422 422 422 422", BODY),
    Row("ask", "POST", "/groups/{den}/ask", "403 403 303 303 303 303", TOPIC),
    Row("ask", "POST", "/groups/{vault}/ask", "403 404 303 303 404 404", TOPIC),
    Row("start", "GET", "/groups/{club}/start", "303 200 200 200 200 200"),
    Row("start", "POST", "/groups/{club}/start", "403 303 303 303 303 303", TOPIC),
    Row("start", "POST", "/groups/{vault}/start", "403 404 303 303 404 404", TOPIC),
    Row("topic", "GET", "/topics/{open_topic}", "200 200 200 200 200 200"),
    Row("topic", "GET", "/topics/{club_topic}", "404 200 200 200 200 200"),
    Row("topic", "GET", "/topics/{den_topic}", "404 404 200 200 200 200"),
    Row("topic", "GET", "/topics/{vault_topic}", "404 404 200 200 404 404"),
    Row("topic", "GET", "/topics/{open_topic}?after=nonsense", "404 404 404 404 404 404"),
    Row("topic", "GET", "/topics/{person}", "404 404 404 404 404 404"),
    Row("topic_answer", "POST", "/topics/{open_topic}/answers", "403 303 303 303 303 303", BODY),
    Row("topic_answer", "POST", "/topics/{open_topic}/answers", "403 422 422 422 422 422", {"body": " "}),
    Row("topic_answer", "POST", "/topics/{den_topic}/answers", "403 404 303 303 303 303", BODY),
    Row("topic_answer", "POST", "/topics/{vault_topic}/answers", "403 404 303 303 404 404", BODY),
    Row("topic_answer", "GET", "/topics/{open_topic}/answers", "303 303 303 303 303 303"),
    Row("topic_reply", "GET", "/topics/{club_topic}/replies", "303 200 200 200 200 200"),
    Row("topic_reply", "POST", "/topics/{club_topic}/replies", "403 303 303 303 303 303", BODY),
    Row("topic_reply", "POST", "/topics/{vault_topic}/replies", "403 404 303 303 404 404", BODY),
    Row("topic_unaccept", "POST", "/topics/{club_topic}/unaccept", "403 403 403 403 403 403"),
    Row("topic_unaccept", "POST", "/topics/{vault_topic}/unaccept", "403 404 403 403 404 404"),
    Row("post_replies", "GET", "/posts/{open_answer}/replies", "200 200 200 200 200 200"),
    Row("post_replies", "GET", "/posts/{vault_answer}/replies", "404 404 200 200 404 404"),
    Row("post_reply", "GET", "/posts/{open_answer}/reply", "303 200 200 200 200 200"),
    Row("post_reply", "POST", "/posts/{open_answer}/reply", "403 303 303 303 303 303", BODY),
    Row("post_reply", "POST", "/posts/{vault_answer}/reply", "403 404 303 303 404 404", BODY),
    Row("post_accept", "POST", "/posts/{club_answer}/accept", "403 403 403 303 303 303"),
    Row("post_accept", "POST", "/posts/{vault_answer}/accept", "403 404 403 303 404 404"),
    Row("post_accept", "POST", "/posts/{club_question}/accept", "403 403 403 403 403 403"),
    Row("post_vote", "POST", "/posts/{club_answer}/vote", "403 303 403 303 303 303", {"value": "up"}),
    Row("post_vote", "POST", "/posts/{vault_answer}/vote", "403 404 403 303 404 404", {"value": "up"}),
    Row("post_vote", "POST", "/posts/{club_answer}/vote", "403 403 403 403 403 403", {"value": "9"}),
    Row("post_edit", "GET", "/posts/{club_question}/edit", "303 403 403 200 200 200"),
    Row("post_edit", "POST", "/posts/{club_question}/edit", "403 403 403 303 303 303", {"title": "T", "body": "B"}),
    Row("post_edit", "POST", "/posts/{vault_question}/edit", "403 404 403 303 404 404", {"title": "T", "body": "B"}),
    Row("post_delete", "GET", "/posts/{club_reply}/delete", "303 403 403 200 200 200"),
    Row("post_delete", "POST", "/posts/{club_reply}/delete", "403 403 403 303 303 303", {"reason": "Mistaken."}),
    Row("post_delete", "POST", "/posts/{club_question}/delete", "403 403 403 403 303 303", {"reason": "Mistaken."}),
    Row("post_delete", "POST", "/posts/{vault_reply}/delete", "403 404 403 303 404 404", {"reason": "Mistaken."}),
    Row("post_history", "GET", "/posts/{club_question}/history", "303 200 200 200 200 200"),
    Row("post_history", "GET", "/posts/{vault_question}/history", "303 404 200 200 404 404"),
    Row("person", "GET", "/people/{person}", "303 200 200 200 200 200"),
    Row("person", "GET", "/people/{person}?after=nonsense", "303 404 404 404 404 404"),
    Row("person_timeline", "GET", "/people/{person}/timeline", "303 404 404 200 200 200"),
    Row("person_ladder", "GET", "/people/{person}/ladder", "303 404 404 200 200 200"),
    Row("person_ladder", "GET", "/people/{person}/ladder?clause=member", "303 404 404 200 200 200"),
    Row("person_ladder", "GET", "/people/{person}/ladder?clause=member.9", "303 404 404 404 404 404"),
    Row("person_ladder", "GET", "/people/{person}/ladder?as_of=soon", "303 404 404 404 404 404"),
    Row("ladder", "GET", "/ladder", "404 404 404 404 200 200"),
    Row("ladder", "GET", "/ladder?as_of=2016-06-30", "404 404 404 404 200 200"),
    Row("ladder", "GET", "/ladder?as_of=9999-12-31", "404 404 404 404 422 422"),
    Row("ladder_stage", "GET", "/ladder/member", "404 404 404 404 200 200"),
    Row("ladder_stage", "GET", "/ladder/nobody", "404 404 404 404 404 404"),
    Row("ladder_stage", "GET", "/ladder/member?after=nonsense", "404 404 404 404 404 404"),
    Row("health", "GET", "/health", "404 404 404 404 200 200"),
    Row("health", "GET", "/health?from=2016-01-02&to=2016-01-01", "404 404 404 404 422 422"),
    Row("health_evidence", "GET", "/health/questions", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/median_seconds_to_first_answer", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/asked_by_hour_of_week?hour=7", "404 404 404 404 200 200"),
    Row("health_evidence", "GET", "/health/asked_by_hour_of_week?hour=168", "404 404 404 404 404 404"),
    Row("health_evidence", "GET", "/health/wealth", "404 404 404 404 404 404"),
    Row("imports", "GET", "/imports/", "404 404 404 404 200 200"),
    Row("import_run", "GET", "/imports/{run}", "404 404 404 404 200 200"),
    Row("import_run", "GET", "/imports/999999", "404 404 404 404 404 404"),
]


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


def test_every_write_needs_the_hidden_token(cast: Cast) -> None:
    client = cast.client("owner", enforce_csrf_checks=True)
    writes = [row for row in ROWS if row.method == "POST" and row.name != "home"]
    before = everything()
    assert {str(row): ask(client, row, cast) for row in writes} == {str(row): 403 for row in writes}
    assert everything() == before


def ask(client: Client, row: Row, cast: Cast) -> int:
    path = row.path.format(**cast.names)
    if row.method == "GET":
        return client.get(path).status_code
    return client.post(path, {"request_key": str(uuid7()), **row.data}).status_code


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
