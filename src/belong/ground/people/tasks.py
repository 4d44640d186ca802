from datetime import timedelta

from belong.ground.kernel.public import now, task
from belong.ground.people.public import forget_unproved, propose

UNPROVED_FOR = timedelta(days=7)


@task("people.propose", cron="41 2 * * *")
def look_for_the_same() -> None:
    """Each night: who may be one person, for hosts to decide."""
    propose()


@task("people.forget_unproved", cron="17 3 * * *")
def forget_who_never_came() -> None:
    """Each night: accounts whose address nobody confirmed in a week."""
    forget_unproved(before=now() - UNPROVED_FOR)
