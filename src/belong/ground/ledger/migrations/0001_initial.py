import django.contrib.postgres.fields
from django.db import migrations, models

import belong.ground.kernel.clock
import belong.ground.ledger.fields
import belong.ground.ledger.models

ERA = """
insert into ledger_era (one, era, begun_at) values (true, 1, now());

create function ledger_current_era() returns integer language sql stable
return (select e.era from ledger_era e);
"""
NO_ERA = """
drop function ledger_current_era();
delete from ledger_era;
"""

APPEND_ONLY = """
create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation', hint = 'Withdraw the fact instead.';
end $$;

create trigger ledger_fact_is_never_changed before update or delete or truncate on ledger_fact
    for each statement execute function ledger_refuse_change();
create trigger ledger_withdrawal_is_never_changed before update or delete or truncate on ledger_withdrawal
    for each statement execute function ledger_refuse_change();
alter table ledger_fact enable always trigger ledger_fact_is_never_changed;
alter table ledger_withdrawal enable always trigger ledger_withdrawal_is_never_changed;
"""
CHANGEABLE = """
drop trigger ledger_withdrawal_is_never_changed on ledger_withdrawal;
drop trigger ledger_fact_is_never_changed on ledger_fact;
drop function ledger_refuse_change();
"""

STANDING = """
create view ledger_standing as
select f.id, f.era, f.tx, f.kind, k.word, f.version,
       coalesce(a.canonical, f.actor) as actor, coalesce(c.canonical, f.counterpart) as counterpart,
       f.actor as actor_recorded, f.counterpart as counterpart_recorded,
       f.about, f.grp, f.channel, f.direction, f.turf, f.purpose, f.occurred_at, f.recorded_at, f.recorded_by,
       f.batch_id, f.backfill, f.cause, f.payload
from ledger_fact f
join ledger_kind k on k.kind = f.kind
left join person_alias a on a.person = f.actor
left join person_alias c on c.person = f.counterpart
where (f.batch_id is null or f.batch_id in (select b.id from ledger_batch b where b.state = 'complete'))
  and not exists (
      select from ledger_withdrawal w
      where w.fact_id = f.id
        and (w.batch_id is null or w.batch_id in (select b.id from ledger_batch b where b.state = 'complete')));
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Kind",
            fields=[
                ("kind", models.CharField(db_collation="C", max_length=80, primary_key=True, serialize=False)),
                ("word", models.CharField(db_collation="C", max_length=40, unique=True)),
                ("version", models.SmallIntegerField()),
                ("contribution", models.BooleanField()),
                ("acknowledgement", models.BooleanField()),
                ("activity", models.BooleanField()),
                ("begins", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("era", models.IntegerField(default=0)),
                ("tx", belong.ground.ledger.fields.TransactionField(default=0)),
                ("fact_id", models.BigIntegerField(default=0)),
                ("phase", models.SmallIntegerField(choices=[(0, "Facts"), (1, "Batch"), (2, "Targets")], default=0)),
                ("place", models.BigIntegerField(default=0)),
                ("moved_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("error", models.CharField(blank=True, default="", max_length=1000)),
                ("failures", models.IntegerField(default=0)),
                ("retry_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Reacted",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "reaction", "fact_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reaction", models.CharField(max_length=80)),
                ("fact_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_collation="C", max_length=100, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="SourceKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "source_id", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source_id", models.BigIntegerField()),
                ("key", models.BinaryField()),
                ("fact_id", models.BigIntegerField()),
                (
                    "before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("person", models.BigIntegerField(primary_key=True, serialize=False)),
                ("into", models.BigIntegerField()),
                ("canonical", models.BigIntegerField()),
            ],
            options={
                "verbose_name_plural": "aliases",
                "db_table": "person_alias",
                "indexes": [models.Index(fields=["canonical"], name="person_alias_canonical")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("canonical")), _negated=True),
                        name="person_alias_not_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=100)),
                ("label", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("complete", "Complete"), ("withdrawn", "Withdrawn")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("completed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "batches",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at__isnull", True), ("state", "open"), ("withdrawn_at__isnull", True)),
                            models.Q(
                                ("completed_at__isnull", False), ("state", "complete"), ("withdrawn_at__isnull", True)
                            ),
                            models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="ledger_batch_state_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Era",
            fields=[
                ("one", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("era", models.IntegerField()),
                ("begun_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("one", True)), name="ledger_era_one_row")],
            },
        ),
        migrations.RunSQL(ERA, NO_ERA),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("era", models.IntegerField(db_default=belong.ground.ledger.models.CurrentEra())),
                (
                    "tx",
                    belong.ground.ledger.fields.TransactionField(
                        db_default=belong.ground.ledger.models.CurrentTransaction()
                    ),
                ),
                ("kind", models.CharField(db_collation="C", max_length=80)),
                ("version", models.SmallIntegerField()),
                ("actor", models.BigIntegerField(null=True)),
                ("counterpart", models.BigIntegerField(null=True)),
                ("about", models.CharField(db_collation="C", max_length=80)),
                ("grp", models.BigIntegerField(null=True)),
                ("channel", models.CharField(db_collation="C", max_length=40)),
                ("direction", models.CharField(db_collation="C", max_length=10)),
                ("turf", models.CharField(db_collation="C", max_length=10)),
                ("purpose", models.CharField(db_collation="C", max_length=40, null=True)),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.BigIntegerField(null=True)),
                ("batch_id", models.BigIntegerField(null=True)),
                ("backfill", models.BooleanField()),
                ("source_id", models.BigIntegerField(null=True)),
                ("source_key", models.BinaryField(null=True)),
                ("cause", models.BigIntegerField(null=True)),
                ("payload", models.JSONField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["actor", "occurred_at"], name="ledger_fact_actor"),
                    models.Index(fields=["counterpart", "occurred_at"], name="ledger_fact_counterpart"),
                    models.Index(fields=["about"], name="ledger_fact_about"),
                    models.Index(fields=["occurred_at"], name="ledger_fact_occurred"),
                    models.Index(
                        condition=models.Q(("batch_id__isnull", False)),
                        fields=["batch_id", "id"],
                        name="ledger_fact_batch",
                    ),
                    models.Index(
                        condition=models.Q(("batch_id__isnull", True)),
                        fields=["era", "tx", "id"],
                        name="ledger_fact_order",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["in", "out", "both"])), name="ledger_fact_direction"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("turf__in", ["ours", "theirs"])), name="ledger_fact_turf"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source_id__isnull", True), ("source_key__isnull", True)),
                            models.Q(("source_id__isnull", False), ("source_key__isnull", False)),
                            _connector="OR",
                        ),
                        name="ledger_fact_source_with_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("fact_id", models.BigIntegerField()),
                ("batch_id", models.BigIntegerField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("batch_id__isnull", False)),
                        fields=["batch_id", "id"],
                        name="ledger_withdrawal_batch",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fact_id", "batch_id"), name="ledger_withdrawal_once_a_batch", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
        migrations.RunSQL(STANDING, "drop view ledger_standing"),
    ]
