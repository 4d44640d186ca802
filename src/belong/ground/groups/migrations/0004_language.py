from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0003_request_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="language",
            field=models.CharField(blank=True, db_default="", default="", max_length=2),
        ),
    ]
