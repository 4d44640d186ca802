from django.db import migrations, models

FUNCTION = """
create function kernel_setting_changed() returns trigger language plpgsql as $$
begin
    update kernel_setting_version set version = gen_random_uuid();
    return null;
end
$$
"""

TRIGGER = """
create trigger changed after insert or update or delete or truncate on kernel_setting
for each statement execute function kernel_setting_changed()
"""

WATCH = """
create trigger shown after insert or update or delete or truncate on kernel_setting
for each statement execute function kernel_shown_changed()
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_delivery")]

    operations = [
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("value", models.JSONField()),
            ],
            options={"db_table": "kernel_setting"},
        ),
        migrations.CreateModel(
            name="SettingVersion",
            fields=[
                ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("version", models.UUIDField()),
            ],
            options={
                "db_table": "kernel_setting_version",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("only", True)), name="kernel_setting_version_only")
                ],
            },
        ),
        migrations.RunSQL(
            'insert into kernel_setting_version ("only", version) values (true, gen_random_uuid())',
            "delete from kernel_setting_version",
        ),
        migrations.RunSQL(FUNCTION, "drop function kernel_setting_changed()"),
        migrations.RunSQL(TRIGGER, "drop trigger changed on kernel_setting"),
        migrations.RunSQL(WATCH, "drop trigger shown on kernel_setting"),
    ]
