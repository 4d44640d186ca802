"""The face of profiles: what people say of themselves, who is shown it, and the directory.

Commands take `actor` first, by keyword; they raise NotFound, Refused or Invalid.

    save_profile(actor, draft, version)  put_picture(actor, content, visibility)  show_picture(actor, visibility)
    remove_picture(actor)           affiliate(actor, organisation, kind, ...) change_affiliation(actor, uid, ...)
    remove_affiliation(actor, uid)  add_field, change_field, move_field, retire_field, restore_field (hosts)
    open_directory(actor, is_open) (hosts)

Queries: `profile_of(actor, person)` for a person's page, `together(actor, person)`, `own_profile(actor)`,
`pictures_of(actor, uids)` for a page, `picture_path(actor, uid, size)`, `directory(actor, looked, cursor)`.
"""

from belong.community.profiles.cards import (
    AffiliationCard,
    Draft,
    FaceCard,
    FieldCard,
    Given,
    LinkCard,
    Looked,
    OrganisationCard,
    OwnProfile,
    PictureCard,
    ProfileCard,
    Said,
    Together,
    ValueCard,
)
from belong.community.profiles.commands.belonging import affiliate, change_affiliation, remove_affiliation
from belong.community.profiles.commands.fields import (
    add_field,
    change_field,
    move_field,
    open_directory,
    restore_field,
    retire_field,
)
from belong.community.profiles.commands.saving import save_profile
from belong.community.profiles.commands.showing import put_picture, remove_picture, show_picture
from belong.community.profiles.labels import label_of
from belong.community.profiles.models import (
    ADDRESS_LENGTH,
    HELP_LENGTH,
    LABEL_LENGTH,
    LINE_LENGTH,
    LONG_LENGTH,
    MOST_LINKS,
    NAME_LENGTH,
    TITLE_LENGTH,
    FieldKind,
    OrganisationKind,
    Visibility,
)
from belong.community.profiles.pictures import MEDIA_TYPE, MOST_BYTES, SIZES
from belong.community.profiles.queries.directory import DIRECTORY_PAGE, directory
from belong.community.profiles.queries.fields import all_fields, directory_is_open, field, fields_asked
from belong.community.profiles.queries.pictures import picture_path, pictures_of
from belong.community.profiles.queries.profile import own_profile, profile_of
from belong.community.profiles.queries.together import together

__all__ = [
    "ADDRESS_LENGTH",
    "DIRECTORY_PAGE",
    "HELP_LENGTH",
    "LABEL_LENGTH",
    "LINE_LENGTH",
    "LONG_LENGTH",
    "MEDIA_TYPE",
    "MOST_BYTES",
    "MOST_LINKS",
    "NAME_LENGTH",
    "SIZES",
    "TITLE_LENGTH",
    "AffiliationCard",
    "Draft",
    "FaceCard",
    "FieldCard",
    "FieldKind",
    "Given",
    "LinkCard",
    "Looked",
    "OrganisationCard",
    "OrganisationKind",
    "OwnProfile",
    "PictureCard",
    "ProfileCard",
    "Said",
    "Together",
    "ValueCard",
    "Visibility",
    "add_field",
    "affiliate",
    "all_fields",
    "change_affiliation",
    "change_field",
    "directory",
    "directory_is_open",
    "field",
    "fields_asked",
    "label_of",
    "move_field",
    "open_directory",
    "own_profile",
    "picture_path",
    "pictures_of",
    "profile_of",
    "put_picture",
    "remove_affiliation",
    "remove_picture",
    "restore_field",
    "retire_field",
    "save_profile",
    "show_picture",
    "together",
]
