from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journey", "0004_since_and_lasted")]
    operations = [
        migrations.RemoveIndex(model_name="span", name="journey_span_by_value"),
        migrations.RemoveIndex(model_name="span", name="journey_span_at"),
        migrations.AddIndex(
            model_name="span",
            index=models.Index(
                fields=["aspect", "until_at", "from_at", "value", "person_id"],
                include=("clause",),
                name="journey_span_at",
            ),
        ),
    ]
