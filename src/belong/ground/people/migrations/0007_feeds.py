from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_shown"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="feeds",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
    ]
