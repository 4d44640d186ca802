from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "belong.care.moderation"
    label = "moderation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.care.moderation.commands import TABLES, erase_person, export_person
        from belong.care.moderation.queries import cards_for_refs
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter

        register_cards("moderation.contested", cards_for_refs)
        register_eraser("moderation", erase_person, tables=TABLES)
        register_exporter(
            "moderation", export_person, holds=_("Entries of your record that you contested, and what hosts answered.")
        )
