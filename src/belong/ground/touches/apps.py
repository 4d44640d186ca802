from django.apps import AppConfig


class TouchesConfig(AppConfig):
    name = "belong.ground.touches"
    label = "touches"
    default_auto_field = "django.db.models.BigAutoField"
