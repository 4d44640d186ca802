from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "belong.ground.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.groups.commands.erase import TABLES, erase_person, export_person
        from belong.ground.groups.queries import cards_for_refs, memberships_for_refs
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter

        register_cards("groups.group", cards_for_refs)
        register_cards("groups.membership", memberships_for_refs)
        register_eraser("groups", erase_person, tables=TABLES)
        register_exporter("groups", export_person)
