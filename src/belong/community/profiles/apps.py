from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "belong.community.profiles"
    label = "profiles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.community.profiles.commands.erase import TABLES, erase_person, export_person
        from belong.community.profiles.measure import BelongsTo
        from belong.community.profiles.queries.refs import affiliation_refs, field_refs
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter
        from belong.ground.segments.public import register_measure

        register_cards("profiles.affiliation", affiliation_refs)
        register_cards("profiles.field", field_refs)
        register_eraser("profiles", erase_person, tables=TABLES)
        register_exporter("profiles", export_person)
        register_measure(BelongsTo())
