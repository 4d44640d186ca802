from django.db import migrations, models

# Before, a text that the house itself published named nobody, as one of a person who was erased does; its fact tells.
TOLD_BY_FACTS = """
update settings_text t set system = 'house'
where t.person_id is null and exists (
    select from ledger_fact f
    where f.about = 'settings.text:' || t.id and f.kind = 'settings.text.published' and f.actor is null
)
"""

AS_BEFORE = "update settings_text set system = '' where system <> ''"


class Migration(migrations.Migration):
    dependencies = [("settings", "0001_initial"), ("ledger", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="text",
            name="system",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.RunSQL(TOLD_BY_FACTS, AS_BEFORE),
    ]
