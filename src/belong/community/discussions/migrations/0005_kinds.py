from django.db import migrations, models

FIELDS = ("title", "body", "score", "tags", "accepted", "counts", "votes", "asked", "kind")


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0004_shown"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importedchange",
            name="field",
            field=models.CharField(choices=[(name, name) for name in FIELDS], max_length=8),
        ),
    ]
