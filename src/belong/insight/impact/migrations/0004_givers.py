from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("impact", "0003_contributions"),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthOfGivers",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("number", models.IntegerField()),
                ("change", models.IntegerField()),
            ],
            options={
                "db_table": "impact_month_given",
            },
        ),
    ]
