from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_ended_here"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="request_key",
            field=models.CharField(blank=True, max_length=100, null=True, unique=True),
        ),
    ]
