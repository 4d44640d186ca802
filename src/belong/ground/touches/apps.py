from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TouchesConfig(AppConfig):
    name = "belong.ground.touches"
    label = "touches"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter
        from belong.ground.touches.commands.erase import TABLES, erase_person, export_person
        from belong.ground.touches.queries import cards_for_refs, deed_cards_for_refs

        register_cards("touches.touch", cards_for_refs)
        register_cards("touches.deed", deed_cards_for_refs)
        register_eraser("touches", erase_person, tables=TABLES)
        register_exporter(
            "touches",
            export_person,
            holds=_("Calls, letters and meetings with you, and what you did outside these pages."),
        )
