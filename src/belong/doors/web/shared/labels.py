"""What the fields of profiles are called."""

from belong.community.profiles import public as profiles


def label_of(field: profiles.FieldCard) -> str:
    """What a field is called here, in the reader's language where it is the program's own."""
    return profiles.label_of(field.key, field.label)
