from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    name = "belong.community.discussions"
    label = "discussions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.community.discussions.blobs import FOLDER, files_named, let_file_go
        from belong.community.discussions.commands.erase import TABLES, erase_person, export_person
        from belong.community.discussions.commands.same import count_votes_anew
        from belong.community.discussions.queries.lists import holds_topics
        from belong.community.discussions.queries.refs import post_refs, topic_refs
        from belong.community.discussions.queries.together import answered_in
        from belong.ground.groups.public import register_contents
        from belong.ground.kernel.public import (
            register_cards,
            register_eraser,
            register_exporter,
            register_files,
            register_merger,
        )
        from belong.ground.tags.public import register_interest

        register_cards("discussions.topic", topic_refs)
        register_cards("discussions.post", post_refs)
        register_eraser("discussions", erase_person, tables=TABLES)
        register_exporter(
            "discussions", export_person, holds=_("What you wrote, what it said before, its files, and your votes.")
        )
        register_files(FOLDER, files_named, let_file_go)
        register_merger("discussions", count_votes_anew)
        register_interest("discussions", answered_in)
        register_contents("discussions", holds_topics)
