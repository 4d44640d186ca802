from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "belong.ground.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.groups.commands.erase import TABLES, erase_person, export_person
        from belong.ground.groups.queries import cards_for_refs, memberships_for_refs
        from belong.ground.groups.same import same_name_in_one_group
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter
        from belong.ground.people.public import register_proposer

        register_cards("groups.group", cards_for_refs)
        register_cards("groups.membership", memberships_for_refs)
        register_eraser("groups", erase_person, tables=TABLES)
        register_exporter(
            "groups", export_person, holds=_("The groups that you are and were in, with your role there.")
        )
        register_proposer("group", same_name_in_one_group)
