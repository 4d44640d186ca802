from django.db import migrations, models


class Migration(migrations.Migration):
    """An index of those who joined, newest first: a page greets them."""

    dependencies = [
        ("people", "0004_words_of_names"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("joined_at__isnull", False)),
                fields=["-joined_at", "-id"],
                name="people_person_newest",
            ),
        ),
    ]
