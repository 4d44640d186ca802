from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_renamed")]
    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("is_staff", True), ("is_bot", True), _connector="OR"),
                fields=["id"],
                name="people_person_outside",
            ),
        ),
    ]
