from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneyConfig(AppConfig):
    name = "belong.insight.journey"
    label = "journey"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter
        from belong.ground.ledger.public import follow
        from belong.insight.journey import registered
        from belong.insight.journey.projection import Journey

        follow(Journey())
        register_cards("journey.override", registered.override_cards)
        register_cards("journey.ladder", registered.ladder_cards)
        register_eraser("journey", registered.erase, tables=registered.TABLES)
        register_exporter(
            "journey", registered.export, holds=_("Your way on the ladder, and what hosts decided about it.")
        )
