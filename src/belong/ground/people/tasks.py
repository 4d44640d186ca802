from belong.ground.kernel.public import task
from belong.ground.people.public import propose


@task("people.propose", cron="41 2 * * *")
def look_for_the_same() -> None:
    """Each night: who may be one person, for hosts to decide."""
    propose()
