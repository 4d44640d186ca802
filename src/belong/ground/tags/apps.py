from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TagsConfig(AppConfig):
    name = "belong.ground.tags"
    label = "tags"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter
        from belong.ground.tags.commands.following import TABLES, erase_person, export_person
        from belong.ground.tags.queries import cards_for_refs

        register_cards("tags.tag", cards_for_refs)
        register_eraser("tags", erase_person, tables=TABLES)
        register_exporter("tags", export_person, holds=_("The subjects that you follow and followed."))
