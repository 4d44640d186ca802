from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "belong.ground.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel import statistics, sweeping  # noqa: F401 - they register their tasks
        from belong.ground.kernel.outbox import tasks  # noqa: F401 - registers them
        from belong.ground.kernel.outbox.checks import check_mail
        from belong.ground.kernel.registry import register_doctor
        from belong.ground.kernel.storage import check_storage
        from belong.ground.kernel.tasks import check_tasks

        register_doctor("tasks", check_tasks)
        register_doctor("mail", check_mail)
        register_doctor("storage", check_storage)
