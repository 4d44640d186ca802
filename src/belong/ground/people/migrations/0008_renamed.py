import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("people", "0007_feeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Renamed",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "batch_id", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("before", models.CharField(max_length=200)),
                ("after", models.CharField(max_length=200)),
                ("is_applied", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.batch"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
    ]
