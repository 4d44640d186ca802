"""An import run and where it stands. What it brought lies in the rooms, under its batch."""

from django.db import models

from belong.ground.kernel.public import told_lazy as _
from belong.ground.kernel.public import uuid7


class State(models.TextChoices):
    """The steps of a run in their order; every step but the ends can be killed and taken up again."""

    CHECKING = "checking", _("checking the archive")
    LOADING = "loading", _("loading")
    LINKING = "linking", _("pointing links to the pages here")
    APPLYING = "applying", _("bringing older posts up to date")
    FOLDING = "folding", _("counting what came")
    DONE = "done", _("done")
    REVERTING = "reverting", _("undoing")
    UNFOLDING = "unfolding", _("uncounting what came")
    UNDONE = "undone", _("undone")
    REFUSED = "refused", _("refused")


CARRIED = (State.CHECKING, State.LOADING, State.LINKING, State.APPLYING, State.FOLDING)
"""The states from which a run goes on to be done."""

UNDOING = (State.REVERTING, State.UNFOLDING)


ENDS = (State.DONE, State.UNDONE, State.REFUSED)


class Asked(models.TextChoices):
    """What a host asked for that a background task has not ended yet."""

    CARRY = "carry"
    UNDO = "undo"


class Run(models.Model):
    """One archive brought in once: what it was, how far it is, what came of it.

    `asked`: what waits for, or is done by, a background task; `trouble`: why it was refused or stopped, a sentence;
    `notes`: what its reader should know; `checked_seconds`: how much of `seconds` passed before the first record.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    batch = models.OneToOneField("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=40)
    path = models.TextField()
    options = models.JSONField(default=dict)
    source = models.CharField(max_length=100)
    label = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.CHECKING)
    phase = models.CharField(max_length=20, blank=True)
    position = models.BigIntegerField(default=0)
    totals = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    rejects = models.BigIntegerField(default=0)
    rejects_bytes = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    checked_seconds = models.FloatField(default=0, db_default=0)
    asked = models.CharField(max_length=8, choices=Asked.choices, blank=True, db_default="")
    trouble = models.TextField(blank=True, db_default="")
    notes = models.JSONField(default=list)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(position__gte=0), name="archives_run_position"),
            models.CheckConstraint(
                condition=models.Q(state__in=["checking", "undone", "refused"]) | models.Q(batch__isnull=False),
                name="archives_run_has_batch",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=~models.Q(state__in=["done", "undone", "refused"]),
                name="archives_run_one_at_a_time",
            ),
        ]


def read_nothing(run: Run) -> bool:
    """Whether a run that is done could read no record at all."""
    return brought_nothing(run) and not any(counts.get("unchanged") for counts in run.counts.values())


def brought_nothing(run: Run) -> bool:
    """Whether a run that is done left everything as it was."""
    return run.state == State.DONE and not any(
        counts.get(name) for counts in run.counts.values() for name in ("loaded", "changed")
    )
