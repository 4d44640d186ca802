from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "belong.reach.notifications"
    label = "notifications"

    def ready(self) -> None:
        from belong.ground.kernel.public import forget_messages, register_cards, register_eraser, register_exporter
        from belong.ground.ledger.public import react
        from belong.ground.settings.public import register_keeper
        from belong.reach.notifications.answers import KINDS, REACTION, tell_of_answer
        from belong.reach.notifications.commands import TABLES, erase_person, export_person
        from belong.reach.notifications.queries import choice_refs, mail_refs
        from belong.reach.notifications.registering import register_all

        register_all()
        react(REACTION, tell_of_answer, words=KINDS)
        register_cards("notifications.mail", mail_refs)
        register_cards("gate.choice", choice_refs)
        register_eraser("notifications", erase_person, tables=TABLES)
        register_exporter("notifications", export_person, holds=_("Mails to you that are still kept."))
        register_keeper("mail", days=30, forget=forget_messages)
