from django.db import migrations, models

ENDED = ["done", "undone", "refused"]
STATES = [
    ("checking", "checking the archive"),
    ("loading", "loading"),
    ("linking", "pointing links to the pages here"),
    ("applying", "bringing older posts up to date"),
    ("folding", "counting what came"),
    ("done", "done"),
    ("reverting", "undoing"),
    ("unfolding", "uncounting what came"),
    ("undone", "undone"),
    ("refused", "refused"),
]


class Migration(migrations.Migration):
    dependencies = [("archives", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("run", "archives_run_has_batch"),
        migrations.RemoveConstraint("run", "archives_run_one_at_a_time"),
        migrations.AlterField("run", "state", models.CharField(max_length=12, choices=STATES, default="checking")),
        migrations.AddField(
            "run",
            "asked",
            models.CharField(blank=True, choices=[("carry", "Carry"), ("undo", "Undo")], db_default="", max_length=8),
        ),
        migrations.AddField("run", "trouble", models.TextField(blank=True, db_default="")),
        migrations.AddField("run", "notes", models.JSONField(default=list)),
        migrations.AddField("run", "checked_seconds", models.FloatField(db_default=0, default=0)),
        migrations.AddConstraint(
            "run",
            models.CheckConstraint(
                condition=models.Q(state__in=["checking", "undone", "refused"]) | models.Q(batch__isnull=False),
                name="archives_run_has_batch",
            ),
        ),
        migrations.AddConstraint(
            "run",
            models.UniqueConstraint(
                condition=~models.Q(state__in=ENDED), fields=("source",), name="archives_run_one_at_a_time"
            ),
        ),
    ]
