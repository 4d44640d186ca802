from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "belong.doors.imports"
    label = "imports"

    def ready(self) -> None:
        from belong.care.archives.public import register_opener
        from belong.doors.imports.public import reopen

        register_opener(reopen)
