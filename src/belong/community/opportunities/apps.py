from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "belong.community.opportunities"
    label = "opportunities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.community.opportunities.commands.erase import TABLES, erase_person, export_person
        from belong.community.opportunities.queries.refs import motivation_refs, offer_refs
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter

        register_cards("opportunities.motivation", motivation_refs)
        register_cards("opportunities.offer", offer_refs)
        register_eraser("opportunities", erase_person, tables=TABLES)
        register_exporter(
            "opportunities",
            export_person,
            holds=_("What you hope for and what you offer, and which first steps you put off."),
        )
