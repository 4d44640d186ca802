"""Who may deal with archives: hosts and the system, nobody else."""

from django.db.models import QuerySet

from belong.care.archives.models import Run, State, brought_nothing
from belong.ground.kernel.public import YES, Decision, NotFound, no, told_lazy
from belong.ground.kernel.public import told as _
from belong.ground.people.public import Actor

HOSTS_ONLY = told_lazy("Only hosts bring archives in and take them back.")
HIDDEN = told_lazy("There is no such import.")


def may_import(actor: Actor) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_see(actor: Actor, run: Run) -> Decision:
    return YES if actor.is_host else no(HIDDEN)


def may_undo(actor: Actor, run: Run) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


def can_be_undone(run: Run) -> Decision:
    """Whether there is something to take back, and nothing newer of the same source stands on it."""
    if run.state == State.UNDONE:
        return no(_("Run %(number)s is undone already.") % {"number": run.pk})
    if run.state == State.REFUSED or brought_nothing(run):
        return no(_("Run %(number)s brought nothing: there is nothing to undo.") % {"number": run.pk})
    later = Run.objects.filter(source=run.source, pk__gt=run.pk).exclude(state__in=(State.UNDONE, State.REFUSED))
    for one in later.order_by("-pk"):
        if not brought_nothing(one):
            return no(
                _("Run %(number)s brought a newer state of the same archive: undo that one first.") % {"number": one.pk}
            )
    return YES


def visible_to(actor: Actor) -> QuerySet[Run]:
    return Run.objects.all() if actor.is_host else Run.objects.none()


def fetched(actor: Actor, run_id: int) -> Run:
    """The run, if the actor may see it; raises `NotFound`."""
    run = visible_to(actor).filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run
