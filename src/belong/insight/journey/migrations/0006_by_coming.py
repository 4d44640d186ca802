from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journey", "0005_one_index_of_spans")]
    operations = [
        migrations.RemoveIndex(model_name="stay", name="journey_stay_by_stage"),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["stage", "-since_at", "-person_id"],
                include=("from_at", "until_at"),
                name="journey_stay_by_stage",
            ),
        ),
    ]
