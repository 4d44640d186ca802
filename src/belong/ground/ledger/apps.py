from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "belong.ground.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import register_doctor
        from belong.ground.ledger.following.lagging import check_followers

        register_doctor("followers", check_followers)
