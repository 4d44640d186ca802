from django.db import migrations, models


class Migration(migrations.Migration):
    """First pages ask whose account was opened lately."""

    dependencies = [
        ("people", "0015_no_words_for_a_name"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["opened_at"], name="people_account_opened"),
        ),
    ]
