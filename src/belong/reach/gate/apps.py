from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GateConfig(AppConfig):
    name = "belong.reach.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import register_eraser, register_exporter, register_holder
        from belong.reach.gate.commands import TABLES, erase_person, export_person
        from belong.reach.gate.deciding import waits

        register_eraser("gate", erase_person, tables=TABLES)
        register_exporter("gate", export_person, holds=_("Which mails you chose to get or not to get."))
        register_holder(waits)
