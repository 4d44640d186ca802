"""Closed to strangers, and each home to its user."""

import os
import pwd

import pytest

from belong.ground.kernel import postgres
from belong.ground.kernel.postgres.places import Places
from tests.stories.embedded_postgres.world import NOBODY, ROOT, Client, World


def test_it_listens_on_a_socket_only_that_nobody_else_may_enter(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    assert client.sql("show listen_addresses") == "[('',)]"
    assert client.sql("show data_checksums") == "[('on',)]"
    assert client.sql("select upper('é')") == "[('É',)]"
    sockets = Places.of(home).sockets.stat()
    assert (sockets.st_mode & 0o777, sockets.st_uid) == (0o700, world.uid)


def test_a_strangers_socket_folder_is_refused(here: World) -> None:
    home = here.home("/".join(["b" * 40] * 3))
    sockets = Places.of(home).sockets
    elsewhere = here.folder / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    sockets.symlink_to(elsewhere)
    try:
        with pytest.raises(postgres.PostgresError, match="is not ours"):
            postgres.ensure(home)
    finally:
        sockets.unlink()
    assert list(elsewhere.iterdir()) == []
    if ROOT:
        sockets.mkdir(mode=0o700)
        os.chown(sockets, NOBODY.pw_uid, NOBODY.pw_gid)
        with pytest.raises(postgres.PostgresError, match="is not ours"):
            postgres.ensure(home)
        assert list(sockets.iterdir()) == []
    assert not Places.of(home).cluster.exists()


@pytest.mark.skipif(not ROOT, reason="only root may become somebody else")
def test_root_without_user_namespaces_lets_another_user_run_it(here: World) -> None:
    home = here.home()
    client = here.client(home, BELONG_NO_NAMESPACES="1").ready()
    assert client.sql("select 1") == "[(1,)]"
    owner = Places.of(home).cluster.stat().st_uid
    assert pwd.getpwuid(owner).pw_name in {"postgres", "nobody"}
    assert client.leave() == "stopped"
    again = here.client(home).ready()
    assert Places.of(home).cluster.stat().st_uid == owner
    assert again.leave() == "stopped"


@pytest.mark.skipif(not ROOT, reason="only root may become somebody else")
def test_root_uses_an_ordinary_users_home_as_that_user(here: World) -> None:
    home = here.home()
    os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
    assert here.client(home).ready().leave() == "stopped"
    here.uid = NOBODY.pw_uid
    theirs = here.client(home).ready()
    assert theirs.sql("select 1") == "[(1,)]"
    assert theirs.leave() == "stopped"


@pytest.mark.skipif(not ROOT, reason="only root may become somebody else")
def test_an_ordinary_user_is_refused_in_a_home_of_others(here: World) -> None:
    home = here.home()
    here.uid = NOBODY.pw_uid
    client = Client(home, NOBODY.pw_uid, **here.environment)
    assert client.heard().startswith("refused ")
    client.close()
    assert list(home.iterdir()) == []
