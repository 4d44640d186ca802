"""Databases that tests may commit to.

The ledger refuses to be emptied, so a test that commits cannot clean up behind itself: it gets a copy of a template
and the copy is dropped. Ask for `clone` (Django's connection points at the copy, in every thread, and `DATABASE_URL`
for the programs that the test starts) or for `clone_server` (the site served on it); never together with `db`.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql
from psycopg.conninfo import make_conninfo
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from belong.ground.ledger.public import start_era

_number = itertools.count(1)


@pytest.fixture(scope="session")
def given_database(django_db_modify_db_settings: None) -> str:
    """The name of the database that the settings give, which no test touches."""
    return str(connection.settings_dict["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(given_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database after its first start: the ledger knows its kinds, as every start of Belong sees to."""
    if connection.settings_dict["NAME"] != given_database:  # else no test of this session asked for one
        with django_db_blocker.unblock():
            start_era()


@pytest.fixture(scope="session")
def clone_template(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A migrated database to which nobody connects, made once per session (and worker)."""
    tested = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    template = f"{tested}_template_{next(_number)}"
    home = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if home == tested:
            _leave_database()
            _create(template, tested)
        else:  # no test of this session uses the test database, so there is none
            _create(template, "template1")
            _point_at(template)
            call_command("migrate", verbosity=0, interactive=False)
            start_era()
            _point_at(home)
    yield template
    with django_db_blocker.unblock():
        _drop(template)


@contextmanager
def cloned(template: str, blocker: DjangoDbBlocker) -> Iterator[str]:
    """Inside the block Django's connection points at a copy of `template`; gives the copy's name."""
    name = f"{template}_{next(_number)}"
    home = connection.settings_dict["NAME"]
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        _create(name, template)
        _point_at(name)
        patch.setenv("DATABASE_URL", _url(name))
        try:
            yield name
        finally:
            _point_at(home)
            _drop(name)


@pytest.fixture
def clone(clone_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A fresh database of the test's own, which it may commit to; gives its name."""
    with cloned(clone_template, django_db_blocker) as name:
        yield name


@pytest.fixture(scope="module")
def module_clone(clone_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """As `clone`, one for all tests of a module: for tests that only look at what one of them could not make alone."""
    with cloned(clone_template, django_db_blocker) as name:
        yield name


@pytest.fixture
def clone_server(clone: str) -> Iterator[LiveServer]:
    """The site, served from a thread on a database of the test's own."""
    server = LiveServer("127.0.0.1")
    with server._live_server_modified_settings:
        try:
            yield server
        finally:
            server.stop()


def _leave_database() -> None:
    if connection.in_atomic_block:
        pytest.fail("a test takes either `clone` or `db`: this one is inside a transaction")
    connections.close_all()


def _point_at(name: str) -> None:
    """All threads share this dictionary: whoever connects from now on connects to the database `name`."""
    _leave_database()
    connection.settings_dict["NAME"] = name


def _create(name: str, template: str) -> None:
    """A new database `name`, as `template` is. Whatever an earlier test left connected there is cut off: while anybody
    is, PostgreSQL copies nothing."""
    _drop(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [template])
        cursor.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _url(name: str) -> str:
    given = connection.settings_dict
    parts = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    return make_conninfo(os.environ.get("DATABASE_URL", ""), dbname=name, **{k: v for k, v in parts.items() if v})
