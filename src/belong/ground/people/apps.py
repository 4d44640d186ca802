from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "belong.ground.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter
        from belong.ground.people.commands.erase import TABLES, erase_person, export_person
        from belong.ground.people.queries import cards_for_refs, permissions_for_refs, roles_for_refs

        register_cards("people.person", cards_for_refs)
        register_cards("people.permission", permissions_for_refs)
        register_cards("people.role", roles_for_refs)
        register_eraser("people", erase_person, tables=TABLES)
        register_exporter(
            "people",
            export_person,
            holds=_("Who you are here: names, addresses, accounts, roles, permissions, and notes of hosts about you."),
        )
