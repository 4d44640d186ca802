from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="indexedpost", index=models.Index(fields=["group_id", "post_id"], name="search_post_group")
        ),
    ]
