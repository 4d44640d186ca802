"""Who may deal with archives: hosts and the system, nobody else."""

from django.db.models import QuerySet

from belong.care.archives.models import Run, State, brought_nothing
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


def can_be_undone(run: Run) -> Decision:
    """Whether there is something to take back, and nothing newer of the same source stands on it."""
    if run.state == State.UNDONE:
        return no(f"Run {run.pk} is undone already.")
    if run.state == State.REFUSED or brought_nothing(run):
        return no(f"Run {run.pk} brought nothing: there is nothing to undo.")
    later = Run.objects.filter(source=run.source, pk__gt=run.pk).exclude(state__in=(State.UNDONE, State.REFUSED))
    for one in later.order_by("-pk"):
        if not brought_nothing(one):
            return no(f"Run {one.pk} brought a newer state of the same archive: undo that one first.")
    return YES


def visible_to(actor: Actor) -> QuerySet[Run]:
    return Run.objects.all() if actor.is_host else Run.objects.none()


def fetched(actor: Actor, run_id: int) -> Run:
    """The run, if the actor may see it; raises `NotFound`."""
    run = visible_to(actor).filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run
