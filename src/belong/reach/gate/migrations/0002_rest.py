from django.db import migrations, models


def say_page(apps, schema_editor):
    """There is no other word for it without this step."""
    apps.get_model("gate", "Choice").objects.filter(how="rest").update(how="page")


class Migration(migrations.Migration):
    dependencies = [("gate", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(
            model_name="choice",
            name="gate_choice_how",
        ),
        migrations.AlterField(
            model_name="choice",
            name="how",
            field=models.CharField(choices=[("page", "Page"), ("link", "Link"), ("rest", "Rest")], max_length=4),
        ),
        migrations.RunPython(migrations.RunPython.noop, say_page, elidable=True),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["page", "link", "rest"])), name="gate_choice_how"
            ),
        ),
    ]
