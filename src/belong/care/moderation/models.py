"""Entries of the ledger that the person they name contests, and what a host decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import now, uuid7

WORDS_LENGTH = 2_000


class Contested(models.Model):
    """A person says that a fact which names them is not right. `fact` is its number in the ledger."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a host")
        WITHDRAWN = "withdrawn", _("withdrawn: it counts no longer")
        EXPLAINED = "explained", _("it stands, and a host said why")
        TAKEN_BACK = "taken_back", _("taken back")

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    fact = models.BigIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=WORDS_LENGTH)
    asked_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.TextField(max_length=WORDS_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "contested"
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "person"], condition=models.Q(state="waiting"), name="moderation_contested_waits_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="moderation_contested_decided_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="moderation_contested_waiting", condition=models.Q(state="waiting")),
        ]
