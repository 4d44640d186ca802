from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    name = "belong.care.archives"
    label = "archives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.care.archives import tasks  # noqa: F401 - registers them
        from belong.care.archives.keeping import TABLES, check_runs, forget_rejects
        from belong.ground.kernel.public import register_doctor, register_eraser

        register_eraser("archives", forget_rejects, tables=TABLES)
        register_doctor("archives", check_runs)
