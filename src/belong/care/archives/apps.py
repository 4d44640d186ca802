from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    name = "belong.care.archives"
    label = "archives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.care.archives import tasks  # noqa: F401 - registers them
        from belong.care.archives.keeping import TABLES, check_runs, forget_rejects
        from belong.care.archives.rejects import remove_old
        from belong.care.archives.uploads import forget_stopped
        from belong.ground.kernel.public import register_doctor, register_eraser
        from belong.ground.settings.public import register_keeper

        register_eraser("archives", forget_rejects, tables=TABLES)
        register_doctor("archives", check_runs)
        register_keeper("rejects", days=90, forget=remove_old)
        register_keeper("uploads", days=30, forget=forget_stopped)
