"""Tables of records that became one person, and of histories that somebody claims. Part of the room's models."""

from django.db import models

from belong.ground.kernel.public import now, uuid7

FIELD_LENGTH = 40
LINE_LENGTH = 200
CLAIM_LENGTH = 2_000


class Merge(models.Model):
    """Two records of one person, found to be so: `person` is `into` since then, until they are parted.

    The alias is the ledger's. This keeps how it came about, and which fields show what `person` says (`fields`).
    """

    class Why(models.TextChoices):
        HOST = "host", "a host decided"
        MAIL = "mail", "the same address, shown to be read"
        CLAIM = "claim", "claimed by the person"

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    why = models.CharField(max_length=10, choices=Why.choices)
    proposal = models.ForeignKey(
        "people.SamePerson", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    merged_at = models.DateTimeField(default=now)
    merged_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parted_at = models.DateTimeField(null=True, blank=True)
    parted_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("into")), name="people_merge_not_itself"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(parted_at__isnull=True), name="people_merge_stands_once"
            ),
        ]


class Chosen(models.Model):
    """Of a merged person, the record whose value of a field is shown; without a row, their own. Made from merges."""

    pk = models.CompositePrimaryKey("person_id", "field")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=FIELD_LENGTH)
    source = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")


class Claim(models.Model):
    """Somebody with an account says that a history is theirs, in words of their own; a host decides whose it is."""

    class State(models.TextChoices):
        WAITING = "waiting", "waits for a host"
        GRANTED = "granted", "theirs"
        REFUSED = "refused", "not found to be theirs"
        TAKEN_BACK = "taken_back", "taken back"
        PARTED = "parted", "granted, and found later not to be theirs"

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=LINE_LENGTH)
    called = models.CharField(max_length=LINE_LENGTH)
    reason = models.TextField(max_length=CLAIM_LENGTH)
    asked_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    found = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=CLAIM_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="waiting"), name="people_claim_waits_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="people_claim_decided_has_its_time",
            ),
        ]
