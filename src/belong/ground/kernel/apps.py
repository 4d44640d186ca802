from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "belong.ground.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.registry import register_doctor
        from belong.ground.kernel.tasks import check_tasks

        register_doctor("tasks", check_tasks)
