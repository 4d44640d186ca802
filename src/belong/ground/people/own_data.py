"""Tables of what a person takes away of themselves, and of their going. Part of the room's models."""

from django.db import models

from belong.ground.kernel.public import now, uuid7


class Export(models.Model):
    """All that is kept of a person, asked for by them; the archive lies in the storage from `ready_at` on."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    ready_at = models.DateTimeField(null=True, blank=True)
    size = models.BigIntegerField(default=0)


class Erasure(models.Model):
    """A person's going: which rooms have forgotten them already (`done`), so that a run that was killed goes on.

    `traces`: the names and addresses that are looked for; they go with the last step. `found`: where others name them.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    keeps = models.BooleanField()
    begun_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True, blank=True)
    done = models.JSONField(default=list)
    traces = models.JSONField(default=list)
    found = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(finished_at__isnull=True), name="people_erasure_runs_once"
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True) | models.Q(traces=[]),
                name="people_erasure_forgets_the_names",
            ),
        ]
