from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "belong.ground.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
