from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SettingsConfig(AppConfig):
    name = "belong.ground.settings"
    label = "settings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import (
            forget_done_tasks,
            register_cards,
            register_eraser,
            register_exporter,
            register_files,
        )
        from belong.ground.settings.commands.erase import TABLES, erase_person, export_person
        from belong.ground.settings.commands.mark import FOLDER, marks_named
        from belong.ground.settings.keepers import register_keeper
        from belong.ground.settings.queries import changes_for_refs, texts_for_refs

        register_cards("settings.text", texts_for_refs)
        register_cards("settings.change", changes_for_refs)
        register_eraser("settings", erase_person, tables=TABLES)
        register_exporter(
            "settings",
            export_person,
            holds=_("The terms and other texts that you accepted or published, and the settings that you changed."),
        )
        register_files(FOLDER, marks_named)
        register_keeper("logs", days=3, forget=forget_done_tasks)
