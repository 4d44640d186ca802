from django.db import migrations, models

from belong.ground.kernel.secrets import keyed_hash


def keep_digests(apps, schema_editor):
    for row in apps.get_model("kernel", "StoppedAddress").objects.all():
        row.digest = keyed_hash(row.address, purpose="kernel.stopped_address").hex()
        row.save(update_fields=["digest"])


def keep_what_is_known(apps, schema_editor):
    """The address itself is gone: its digest takes the place, so that the row stays one."""
    apps.get_model("kernel", "StoppedAddress").objects.update(address=models.F("digest"))


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_shown")]

    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("domain", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("free_at", models.DateTimeField()),
            ],
            options={"db_table": "kernel_pace"},
        ),
        migrations.AddField("outboxmessage", "claim", models.IntegerField(blank=True, null=True)),
        migrations.AddField(
            "outboxmessage", "language", models.CharField(blank=True, db_default="", default="", max_length=10)
        ),
        migrations.AddField("outboxmessage", "person", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField("outboxmessage", "sent_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "outboxmessage",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("sending", "Sending"),
                    ("sent", "Sent"),
                    ("failed", "Failed"),
                    ("stopped", "Stopped"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.AddField("stoppedaddress", "digest", models.CharField(max_length=64, null=True)),
        migrations.AlterField("stoppedaddress", "address", models.CharField(max_length=320, null=True)),
        migrations.RunPython(keep_digests, keep_what_is_known, elidable=True),
        migrations.AlterField("stoppedaddress", "digest", models.CharField(max_length=64, unique=True)),
        migrations.RemoveField("stoppedaddress", "address"),
        migrations.AddIndex(
            "outboxmessage",
            models.Index(fields=["claim"], name="kernel_outbox_claimed", condition=models.Q(state="sending")),
        ),
        migrations.AddIndex("outboxmessage", models.Index(fields=["person", "-id"], name="kernel_outbox_person")),
        migrations.AddIndex("outboxmessage", models.Index(fields=["address", "-id"], name="kernel_outbox_address")),
        migrations.AddIndex("outboxmessage", models.Index(fields=["state", "-id"], name="kernel_outbox_state")),
        migrations.AddConstraint(
            "outboxmessage",
            models.CheckConstraint(
                condition=models.Q(state="sending", claim__isnull=False)
                | models.Q(~models.Q(state="sending"), claim__isnull=True),
                name="kernel_outbox_claimed_while_sending",
            ),
        ),
    ]
