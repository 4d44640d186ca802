import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("tags", "0002_shown"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="follow", name="tags_follow_open_once"),
        migrations.AddField(
            model_name="follow",
            name="batch",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.batch"
            ),
        ),
        migrations.AddField(
            model_name="follow", name="source", field=models.CharField(blank=True, max_length=100, null=True)
        ),
        migrations.AddField(
            model_name="follow", name="source_key", field=models.CharField(blank=True, max_length=200, null=True)
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("batch__isnull", True), ("until_at__isnull", True)),
                fields=("tag", "person"),
                name="tags_follow_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("batch__isnull", True),
                    models.Q(("source__isnull", False), ("source_key__isnull", False)),
                    _connector="OR",
                ),
                name="tags_follow_batch_has_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(fields=("source", "source_key"), name="tags_follow_source_once"),
        ),
    ]
