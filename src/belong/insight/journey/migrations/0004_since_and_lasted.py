from django.db import migrations, models

KNOWN = """
update journey_stay set since_at = from_at, lasted = round(date_part('epoch', until_at - from_at) / 8640)
"""
"""Nearly so; the rows are made anew as soon as insight follows."""


class Migration(migrations.Migration):
    dependencies = [("journey", "0003_spans")]
    operations = [
        migrations.RemoveIndex(model_name="stay", name="journey_stay_lengths"),
        migrations.RemoveIndex(model_name="stay", name="journey_stay_at"),
        migrations.RemoveIndex(model_name="stay", name="journey_stay_by_stage"),
        migrations.RemoveIndex(model_name="stay", name="journey_stay_moves"),
        migrations.AddField(model_name="stay", name="since_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="stay", name="lasted", field=models.IntegerField(null=True)),
        migrations.RunSQL(KNOWN, "update journey_stay set since_at = null, lasted = null"),
        migrations.AlterField(model_name="stay", name="since_at", field=models.DateTimeField()),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["stage", "-from_at", "-person_id"], include=("until_at",), name="journey_stay_by_stage"
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["-from_at", "-person_id"], include=("until_at", "stage"), name="journey_stay_moves"
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["until_at", "from_at", "stage", "person_id"],
                include=("since_at",),
                name="journey_stay_at",
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                condition=models.Q(("lasted__isnull", False)),
                fields=["stage", "lasted", "until_at", "person_id"],
                name="journey_stay_lasted",
            ),
        ),
    ]
