"""The ledger's tables. Facts and withdrawals are only ever added: the database refuses anything else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from belong.ground.kernel.public import now
from belong.ground.ledger.fields import TransactionField

NAME_LENGTH = 100
WORD_LENGTH = 40
HOUSE = (
    "groups.group.founded",
    "groups.group.opened",
    "groups.group.described",
    "groups.group.closed",
    "groups.group.reopened",
    "groups.group.removed",
    "journey.ladder.chosen",
)
"""Kinds that tell how the community was set up: few among millions, and read by themselves."""


class CurrentEra(Func):
    """The era in force, as the statement that inserts sees it."""

    function = "ledger_current_era"
    arity = 0
    output_field = models.IntegerField()


class CurrentTransaction(Func):
    function = "pg_current_xact_id"
    arity = 0
    output_field = TransactionField()


class Era(models.Model):
    """One row: how many lives this ledger has had in clusters whose transaction ids cannot be compared."""

    one = models.BooleanField(primary_key=True, default=True)
    era = models.IntegerField()
    begun_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(one=True), name="ledger_era_one_row")]


class Kind(models.Model):
    """The catalogue as the database sees it, brought up to date at every start, so that SQL can name kinds by word."""

    kind = models.CharField(max_length=80, primary_key=True, db_collation="C")
    word = models.CharField(max_length=WORD_LENGTH, unique=True, db_collation="C")
    version = models.SmallIntegerField()
    contribution = models.BooleanField()
    acknowledgement = models.BooleanField()
    activity = models.BooleanField()
    begins = models.BooleanField()


class Source(models.Model):
    """Where facts come from: an archive, a file, an integration."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True, db_collation="C")


class Batch(models.Model):
    """Facts, and rows of rooms, that become visible together and can be taken back together."""

    class State(models.TextChoices):
        OPEN = "open"
        COMPLETE = "complete"
        WITHDRAWN = "withdrawn"

    source = models.CharField(max_length=NAME_LENGTH)
    label = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(default=now)
    completed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", completed_at__isnull=True, withdrawn_at__isnull=True)
                | Q(state="complete", completed_at__isnull=False, withdrawn_at__isnull=True)
                | Q(state="withdrawn", withdrawn_at__isnull=False),
                name="ledger_batch_state_has_its_time",
            )
        ]


class Fact(models.Model):
    """An act. Persons, groups and what it is about are plain numbers and text: nothing cascades into a fact.

    `batch_id` and `source_id` are no foreign keys because neither row ever goes and each check costs at every load.
    """

    era = models.IntegerField(db_default=CurrentEra())
    tx = TransactionField(db_default=CurrentTransaction())
    kind = models.CharField(max_length=80, db_collation="C")
    version = models.SmallIntegerField()
    actor = models.BigIntegerField(null=True)
    counterpart = models.BigIntegerField(null=True)
    about = models.CharField(max_length=80, db_collation="C")
    grp = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=WORD_LENGTH, db_collation="C")
    direction = models.CharField(max_length=10, db_collation="C")
    turf = models.CharField(max_length=10, db_collation="C")
    purpose = models.CharField(max_length=WORD_LENGTH, null=True, db_collation="C")  # noqa: DJ001
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)
    batch_id = models.BigIntegerField(null=True)
    backfill = models.BooleanField()
    source_id = models.BigIntegerField(null=True)
    source_key = models.BinaryField(null=True)
    cause = models.BigIntegerField(null=True)
    payload = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["actor", "occurred_at"], name="ledger_fact_actor"),
            models.Index(fields=["counterpart", "occurred_at"], name="ledger_fact_counterpart"),
            models.Index(fields=["about"], name="ledger_fact_about"),
            models.Index(fields=["occurred_at"], name="ledger_fact_occurred"),
            models.Index(fields=["occurred_at", "id"], name="ledger_fact_house", condition=Q(kind__in=HOUSE)),
            models.Index(fields=["batch_id", "id"], name="ledger_fact_batch", condition=Q(batch_id__isnull=False)),
            models.Index(fields=["era", "tx", "id"], name="ledger_fact_order", condition=Q(batch_id__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=["in", "out", "both"]), name="ledger_fact_direction"),
            models.CheckConstraint(condition=Q(turf__in=["ours", "theirs"]), name="ledger_fact_turf"),
            models.CheckConstraint(
                condition=Q(source_id__isnull=True, source_key__isnull=True)
                | Q(source_id__isnull=False, source_key__isnull=False),
                name="ledger_fact_source_with_key",
            ),
        ]


class SourceKey(models.Model):
    """The fact that holds a source's key. `before`: earlier holders, withdrawn by a batch, that may come back.

    A key whose holders stand no longer is free; nothing is touched here when a fact or a batch is withdrawn.
    """

    pk = models.CompositePrimaryKey("source_id", "key")
    source_id = models.BigIntegerField()
    key = models.BinaryField()
    fact_id = models.BigIntegerField()
    before = ArrayField(models.BigIntegerField(), null=True)


class Withdrawal(models.Model):
    """A correction, beside its own fact (`id`): which fact it withdraws, and in which batch if in one."""

    id = models.BigIntegerField(primary_key=True)
    fact_id = models.BigIntegerField()
    batch_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fact_id", "batch_id"], nulls_distinct=False, name="ledger_withdrawal_once_a_batch"
            )
        ]
        indexes = [
            models.Index(fields=["batch_id", "id"], name="ledger_withdrawal_batch", condition=Q(batch_id__isnull=False))
        ]


class Alias(models.Model):
    """A person who turned out to be another: `into` as it was said, `canonical` at the end of the chain."""

    person = models.BigIntegerField(primary_key=True)
    into = models.BigIntegerField()
    canonical = models.BigIntegerField()

    class Meta:
        db_table = "person_alias"
        verbose_name_plural = "aliases"
        constraints = [models.CheckConstraint(condition=~Q(person=F("canonical")), name="person_alias_not_itself")]
        indexes = [models.Index(fields=["canonical"], name="person_alias_canonical")]


class Place(models.Model):
    """How far a follower or a reaction has read, and why it stopped if it did.

    While a batch is folded, or a fact that touches much, `phase` and `place` say where in it; `era`, `tx` and `fact_id`
    stay at the last fact read. `basis` is what a follower's tables were made under beside the facts.
    """

    class Phase(models.IntegerChoices):
        FACTS = 0
        BATCH = 1
        TARGETS = 2

    name = models.CharField(max_length=80, primary_key=True)
    era = models.IntegerField(default=0)
    tx = TransactionField(default=0)
    fact_id = models.BigIntegerField(default=0)
    phase = models.SmallIntegerField(choices=Phase, default=Phase.FACTS)
    place = models.BigIntegerField(default=0)
    basis = models.CharField(max_length=80, blank=True, default="")
    moved_at = models.DateTimeField(default=now)
    error = models.CharField(max_length=1000, blank=True, default="")
    failures = models.IntegerField(default=0)
    retry_at = models.DateTimeField(null=True)


class Reacted(models.Model):
    """A reaction had this fact: it never has it again."""

    pk = models.CompositePrimaryKey("reaction", "fact_id")
    reaction = models.CharField(max_length=80)
    fact_id = models.BigIntegerField()
