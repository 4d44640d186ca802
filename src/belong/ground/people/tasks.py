from datetime import timedelta

from belong.ground.kernel.public import now, task
from belong.ground.people.public import (
    KEPT_FOR,
    carry_erasures_on,
    forget_exports,
    forget_unproved,
    keep_terms,
    propose,
)

UNPROVED_FOR = timedelta(days=7)


@task("people.propose", cron="41 2 * * *")
def look_for_the_same() -> None:
    """Each night: who may be one person, for hosts to decide."""
    propose()


@task("people.forget_unproved", cron="17 3 * * *")
def forget_who_never_came() -> None:
    """Each night: accounts whose address nobody confirmed in a week."""
    forget_unproved(before=now() - UNPROVED_FOR)


@task("people.forget_exports", cron="37 3 * * *")
def forget_what_was_taken() -> None:
    """Each night: archives that somebody asked for a week ago."""
    forget_exports(before=now() - KEPT_FOR)


@task("people.erase_on", cron="*/10 * * * *")
def go_on_forgetting() -> None:
    """An erasure whose worker was killed goes on."""
    carry_erasures_on()


@task("people.keep_terms", cron="*/5 * * * *")
def begin_and_end_terms() -> None:
    """Roles that begin or end by themselves: nobody has one beyond its time, whenever this comes by."""
    keep_terms()
