from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArrivalsConfig(AppConfig):
    name = "belong.ground.arrivals"
    label = "arrivals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.arrivals.commands.erase import TABLES, erase_person, export_person
        from belong.ground.arrivals.queries import invitations_for_refs, requests_for_refs
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter

        register_cards("arrivals.invitation", invitations_for_refs)
        register_cards("arrivals.request", requests_for_refs)
        register_eraser("arrivals", erase_person, tables=TABLES)
        register_exporter(
            "arrivals", export_person, holds=_("Whom you invited, and what you answered when you asked to join.")
        )
