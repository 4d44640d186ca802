"""What the house asks of every room: to forget a person, and to say whether it is well."""

from datetime import timedelta

from belong.care.archives import rejects
from belong.care.archives.locks import at_work
from belong.care.archives.models import CARRIED, ENDS, Run, State
from belong.care.archives.uploads import forget_stopped
from belong.ground.kernel.public import Verdict, now, retold_text
from belong.ground.kernel.public import told as _

TABLES = ("archives_run",)


def forget_rejects(person: int) -> None:
    """Whom a raw record tells of cannot be known from it, so all rejects files go; what they counted stays. So do the
    uploads that nothing is at work on.

    The runs' own table holds persons by number only.
    """
    for run in Run.objects.filter(rejects_bytes__gt=0):
        rejects.remove(run)
    forget_stopped(now() + timedelta(days=1))


def check_runs() -> Verdict:
    """The doctor's look: runs that stopped half-way."""
    unfinished = Run.objects.exclude(state__in=ENDS).in_bulk()
    stopped = [unfinished[number] for number in sorted(unfinished.keys() - at_work(unfinished.keys()))]
    if not stopped:
        return Verdict(True, _("No import stands half-way."))
    names = ", ".join(f"{run.pk} ({retold_text(run.label)}, {State(run.state).label})" for run in stopped)
    verb = "resume" if stopped[0].state in CARRIED else "undo"
    return Verdict(
        False,
        _("Interrupted imports: %(names)s.") % {"names": names},
        f"belong import {verb} {stopped[0].pk}",
    )
