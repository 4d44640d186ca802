"""Who may deal with archives: hosts and the system, nobody else."""

from django.db.models import QuerySet

from belong.care.archives.models import Run
from belong.ground.kernel.public import YES, Decision, NotFound, no
from belong.ground.people.public import Actor

HOSTS_ONLY = "Only hosts bring archives in and take them back."
HIDDEN = "There is no such import."


def may_import(actor: Actor) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_see(actor: Actor, run: Run) -> Decision:
    return YES if actor.is_host else no(HIDDEN)


def may_undo(actor: Actor, run: Run) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


def visible_to(actor: Actor) -> QuerySet[Run]:
    return Run.objects.all() if actor.is_host else Run.objects.none()


def fetched(actor: Actor, run_id: int) -> Run:
    """The run, if the actor may see it; raises `NotFound`."""
    run = visible_to(actor).filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run
