"""What hosts decide (ladders in force, overrides), which a rebuild leaves alone, and the stays, which it makes anew."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from belong.ground.kernel.public import uuid7
from belong.insight.journey.rules import ASPECTS, DESCENTS, MOVES, QUARTER

KEY_LENGTH = 40
NAME_LENGTH = 80
REASON_LENGTH = 1000
CLAUSE_LENGTH = 200


class Ladder(models.Model):
    """A ladder in force from an instant until the next one's; the first (`from_at` null) since ever.

    `stages` is a list of {"key", "name", "criterion"}, lowest first. Rows are never changed: a new ladder is a new row.
    """

    key = models.CharField(max_length=KEY_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH)
    descend = models.CharField(max_length=8, choices=[(word, word) for word in DESCENTS], default=QUARTER)
    stages = models.JSONField()
    from_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    fact = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_at"], nulls_distinct=False, name="journey_ladder_one_at_a_time"),
            models.CheckConstraint(condition=Q(descend__in=DESCENTS), name="journey_ladder_descend"),
        ]


class Override(models.Model):
    """A host's word that a person stands at a stage, from `set_at` until its end or its withdrawal."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=KEY_LENGTH)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    set_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    fact = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_fact = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gt=models.F("set_at")),
                name="journey_override_not_reversed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_fact__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_fact__isnull=False),
                name="journey_override_withdrawn",
            ),
        ]


class Stay(models.Model):
    """A person is at a stage at every instant later than `from_at`, up to and including `until_at` (null: for ever).

    What will be lost when windows end is here already. `rank` is the stage's place in the ladder `ladder_id`; `before`
    is the stage shown just before, "" where there was none; `cause` are the facts that made the move. A new ladder or
    an override may begin a stay at the stage where the person was: `since_at` is when they came to it. Where
    they are elsewhere after `until_at`, `lasted` is how long they had been there by then, in tenths of a day.
    """

    pk = models.CompositePrimaryKey("person_id", "from_at")
    person_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    since_at = models.DateTimeField()
    lasted = models.IntegerField(null=True)
    ladder_id = models.BigIntegerField()
    stage = models.CharField(max_length=KEY_LENGTH)
    rank = models.SmallIntegerField()
    move = models.CharField(max_length=12, choices=[(word, word) for word in MOVES])
    before = models.CharField(max_length=KEY_LENGTH, blank=True)
    override_id = models.BigIntegerField(null=True)
    cause = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(
                fields=["stage", "-since_at", "-person_id"],
                include=["from_at", "until_at"],
                name="journey_stay_by_stage",
            ),
            models.Index(fields=["-from_at", "-person_id"], include=["until_at", "stage"], name="journey_stay_moves"),
            models.Index(
                fields=["until_at", "from_at", "stage", "person_id"],
                include=["since_at"],
                name="journey_stay_at",
            ),
            models.Index(
                fields=["stage", "lasted", "until_at", "person_id"],
                condition=Q(lasted__isnull=False),
                name="journey_stay_lasted",
            ),
        ]


class Span(models.Model):
    """Something else that is so of a person at every instant later than `from_at`, up to `until_at` (null: for ever).

    `aspect` says what: `joined` (from the first joining on), `belonging` (`value` is the state, `cause` the facts that
    made it), `near` (exactly one clause of the stage `value`, the next one, is not met; `clause` is its path in that
    stage's criterion). What the end of windows will change is here already, as in stays.
    """

    pk = models.CompositePrimaryKey("person_id", "aspect", "from_at")
    person_id = models.BigIntegerField()
    aspect = models.CharField(max_length=12, choices=[(word, word) for word in ASPECTS])
    value = models.CharField(max_length=KEY_LENGTH, blank=True)
    clause = models.CharField(max_length=CLAUSE_LENGTH, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    cause = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(
                fields=["aspect", "until_at", "from_at", "value", "person_id"],
                include=["clause"],
                name="journey_span_at",
            ),
        ]


class Touched(models.Model):
    """People whom a batch that is being folded touches: noted first, then worked out slice by slice."""

    pk = models.CompositePrimaryKey("batch_id", "person_id")
    batch_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
