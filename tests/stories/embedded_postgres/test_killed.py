"""What is killed loses nothing that was acknowledged."""

import subprocess

from belong.ground.kernel import postgres
from belong.ground.kernel.postgres.places import Places
from tests.stories.embedded_postgres.world import World, alive


def test_a_killed_server_recovers_with_all_that_was_acknowledged(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    client.sql("create table t as select generate_series(1, 1000) as n")
    world.kill_server(home)
    assert client.tell("revive") == "revived"
    assert client.sql("select count(*), sum(n) from t") == "[(1000, 500500)]"
    assert client.leave() == "stopped"


def test_a_killed_user_leaves_nothing_that_the_next_cannot_take_up(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    client.sql("create table t as select 7 as n")
    number = world.server(home)
    client.kill()
    assert alive(number)
    following = world.client(home).ready()
    assert world.server(home) == number
    assert following.sql("select n from t") == "[(7,)]"
    assert following.leave() == "stopped"
    assert not alive(number)


def test_server_and_user_killed_together(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    client.sql("create table t as select 7 as n")
    world.kill_server(home)
    client.kill()
    following = world.client(home).ready()
    assert following.sql("select n from t") == "[(7,)]"
    assert following.leave() == "stopped"


def test_a_number_that_went_to_another_process_is_no_server(here: World) -> None:
    home = here.home()
    postgres.ensure(home).release()
    other = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        (Places.of(home).cluster / "postmaster.pid").write_text(f"{other.pid}\n{Places.of(home).cluster}\n")
        assert not postgres.stop_all(home)
        with postgres.ensure(home):
            assert here.server(home) != other.pid
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()
