from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    name = "belong.community.profiles"
    label = "profiles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belong.community.profiles.commands.erase import TABLES, erase_person, export_person
        from belong.community.profiles.measure import BelongsTo
        from belong.community.profiles.merging import fields, pictures, words
        from belong.community.profiles.pictures import FOLDER
        from belong.community.profiles.policies import FIELDS, PICTURE, WORDS
        from belong.community.profiles.queries.pictures import pictures_named
        from belong.community.profiles.queries.refs import affiliation_refs, field_refs
        from belong.ground.kernel.public import register_cards, register_eraser, register_exporter, register_files
        from belong.ground.people.public import register_merge_field
        from belong.ground.segments.public import register_measure

        register_cards("profiles.affiliation", affiliation_refs)
        register_cards("profiles.field", field_refs)
        register_eraser("profiles", erase_person, tables=TABLES)
        register_exporter(
            "profiles",
            export_person,
            holds=_("Your profile: your own words, links, pictures, fields, and the organisations that you belong to."),
        )
        register_files(FOLDER, pictures_named)
        register_merge_field(WORDS, _("Own words, links, who finds them"), words)
        register_merge_field(PICTURE, _("Picture"), pictures)
        register_merge_field(FIELDS, _("What the community asks"), fields)
        register_measure(BelongsTo())
