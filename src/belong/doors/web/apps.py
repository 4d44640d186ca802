from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "belong.doors.web"
    label = "web"

    def ready(self) -> None:
        from belong.doors.web.accounts.caring import TABLES, check_providers, export, forget
        from belong.doors.web.accounts.listed import end_all
        from belong.doors.web.accounts.proof import freshly_proved
        from belong.doors.web.shared.proof import register_proof
        from belong.ground.kernel.public import register_doctor, register_eraser, register_exporter
        from belong.ground.people.public import register_sign_out

        register_proof(freshly_proved)
        register_eraser("signing in", forget, tables=TABLES)
        register_exporter(
            "signing in",
            export,
            holds=_("How you sign in: addresses, passkeys, devices; nothing that would let anybody else in."),
        )
        register_sign_out(end_all)
        register_doctor("signing in", check_providers)
