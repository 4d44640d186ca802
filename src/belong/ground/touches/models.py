"""Contact moments outside the site: when the organisation and a person spoke, and what came of it."""

from django.db import models

from belong.ground.kernel.public import now, uuid7

WORD_LENGTH = 40
NOTE_LENGTH = 4_000
SOURCE_LENGTH = 100
KEY_LENGTH = 64
REQUEST_KEY_LENGTH = 100
REASON_LENGTH = 500
ABOUT_LENGTH = 200
WORD = r"^[a-z][a-z0-9_-]*$"


class Direction(models.TextChoices):
    """`in`: they came to us. `out`: we went to them. `both`: one conversation from both sides."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class Turf(models.TextChoices):
    """Where it was: in a place of ours or of theirs."""

    OURS = "ours"
    THEIRS = "theirs"


class Touch(models.Model):
    """One contact moment with one person or several. The note stays here; the ledger never holds it.

    `withdrawn_at`: a host took it back, for the reason given; it counts nowhere from then on.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    channel = models.CharField(max_length=WORD_LENGTH)
    direction = models.CharField(max_length=4, choices=Direction)
    turf = models.CharField(max_length=6, choices=Turf)
    purpose = models.CharField(max_length=WORD_LENGTH, blank=True)
    occurred_at = models.DateTimeField()
    note = models.TextField(blank=True, max_length=NOTE_LENGTH)
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    request_key = models.CharField(max_length=REQUEST_KEY_LENGTH, null=True, unique=True)  # noqa: DJ001
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="", db_default="")
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH, null=True, blank=True)  # noqa: DJ001
    source_key = models.CharField(max_length=KEY_LENGTH, null=True, blank=True)  # noqa: DJ001

    class Meta:
        verbose_name_plural = "touches"
        constraints = [
            models.CheckConstraint(condition=models.Q(direction__in=Direction.values), name="touches_touch_direction"),
            models.CheckConstraint(condition=models.Q(turf__in=Turf.values), name="touches_touch_turf"),
            models.CheckConstraint(
                condition=models.Q(channel__regex=WORD) & (models.Q(purpose="") | models.Q(purpose__regex=WORD)),
                name="touches_touch_words",
            ),
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True) | models.Q(source__isnull=False, source_key__isnull=False),
                name="touches_touch_batch_has_source",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="touches_touch_source_once"),
        ]


class TouchPerson(models.Model):
    """A person with whom a contact moment was."""

    touch = models.ForeignKey(Touch, on_delete=models.CASCADE, related_name="persons")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["touch", "person"], name="touches_person_once")]


class Deed(models.Model):
    """Something that a person did, as an archive tells it: registered, spoke, bought ... `word` is its fact's.

    `about`: what it was about, in a line (the name of an event, of what was bought); the ledger never holds it.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    word = models.CharField(max_length=WORD_LENGTH)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    counterpart = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)
    batch = models.ForeignKey("ledger.Batch", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH)
    source_key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(counterpart__isnull=True) | ~models.Q(counterpart=models.F("person")),
                name="touches_deed_is_towards_another",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="touches_deed_source_once"),
        ]
