from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "belong.insight.impact"
    label = "impact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.ledger.public import follow
        from belong.insight.impact.projection import Impact

        follow(Impact())
