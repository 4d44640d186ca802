from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "belong.reach.notifications"
    label = "notifications"

    def ready(self) -> None:
        from belong.reach.notifications.registering import register_all

        register_all()
