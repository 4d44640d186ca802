from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "belong.insight.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.ground.kernel.public import register_eraser
        from belong.ground.ledger.public import follow
        from belong.insight.search.projection import TABLES, SearchIndex, forget

        follow(SearchIndex())
        register_eraser("search", forget, tables=TABLES)
