from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("impact", "0002_months"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="act",
            index=models.Index(
                condition=models.Q(("contribution", True)),
                fields=["occurred_at", "fact_id"],
                include=("person_id", "word"),
                name="impact_act_given",
            ),
        ),
    ]
