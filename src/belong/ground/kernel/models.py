from django.db import models

from belong.ground.kernel.clock import now
from belong.ground.kernel.ids import uuid7


class OutboxMessage(models.Model):
    """A message that is to leave the house: a kind, an address and parameters; never a ready-made text.

    `state` waits until a delivery takes it up: then `claim` is the number of that delivery, which holds the advisory
    lock of this number for as long as it lives. `person` is who reads it (the kernel knows no table of persons).
    `put_off_since`: when a server first said that it shall be tried later.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        STOPPED = "stopped"

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=80)
    address = models.CharField(max_length=320)
    parameters = models.JSONField(default=dict)
    person = models.BigIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True, default="", db_default="")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claim = models.IntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    put_off_since = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="kernel_outbox_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["claim"], name="kernel_outbox_claimed", condition=models.Q(state="sending")),
            models.Index(fields=["person", "-id"], name="kernel_outbox_person"),
            models.Index(fields=["address", "-id"], name="kernel_outbox_address"),
            models.Index(fields=["state", "-id"], name="kernel_outbox_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sending", claim__isnull=False)
                | models.Q(~models.Q(state="sending"), claim__isnull=True),
                name="kernel_outbox_claimed_while_sending",
            )
        ]


class StoppedAddress(models.Model):
    """An address to which nothing is sent any more, and why: it bounced, complained, or asked so.

    A keyed digest is kept, not the address: it stays when the person is erased, and says nothing about them.
    """

    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(default=now)


class Pace(models.Model):
    """When the next message to a domain would be in step with its pace; sending may run ahead of it by a few."""

    domain = models.CharField(max_length=255, primary_key=True)
    free_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_pace"


class Shown(models.Model):
    """How often tables that pages show were changed, in a few rows, so that no writer waits for another one's commit.

    Written by the trigger `kernel_shown_changed`, which the rooms' migrations put on their tables.
    """

    slot = models.SmallIntegerField(primary_key=True)
    changes = models.BigIntegerField(default=0)

    class Meta:
        db_table = "kernel_shown"


class Setting(models.Model):
    """A value that the hosts set for the whole community; `community` reads and writes them."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.JSONField()

    class Meta:
        db_table = "kernel_setting"


class SettingVersion(models.Model):
    """The one row that says which state the settings are in: after every change a value that never was before.

    Written by a trigger on `kernel_setting`.
    """

    only = models.BooleanField(primary_key=True, default=True)
    version = models.UUIDField()

    class Meta:
        db_table = "kernel_setting_version"
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="kernel_setting_version_only")]
