from django.db import models

from belong.ground.kernel.clock import now
from belong.ground.kernel.ids import uuid7


class OutboxMessage(models.Model):
    """A message that is to leave the house: a kind, an address and parameters; never a ready-made text.

    `state` waits until delivery takes it up; an address in `StoppedAddress` is never written to.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        STOPPED = "stopped"

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=80)
    address = models.CharField(max_length=320)
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="kernel_outbox_waiting", condition=models.Q(state="waiting"))
        ]


class StoppedAddress(models.Model):
    """An address to which nothing is sent any more, and why: it bounced, complained, or asked so."""

    address = models.CharField(max_length=320, unique=True)
    reason = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(default=now)


class Shown(models.Model):
    """How often tables that pages show were changed, in a few rows, so that no writer waits for another one's commit.

    Written by the trigger `kernel_shown_changed`, which the rooms' migrations put on their tables.
    """

    slot = models.SmallIntegerField(primary_key=True)
    changes = models.BigIntegerField(default=0)

    class Meta:
        db_table = "kernel_shown"
