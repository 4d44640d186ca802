from django.utils.translation import gettext as _

from belong.ground.kernel.public import Invalid, clean_source


def words_of(text: str, field: str, most: int, missing: object = "") -> str:
    """Somebody's words with their lines, as they are kept. Raises `Invalid`, also where there are none and `missing`
    says what is wrong with that."""
    kept = clean_source(text).strip()
    if len(kept) > most:
        said = {"count": len(kept), "limit": most}
        raise Invalid({field: _("This has %(count)d characters; %(limit)d are the most.") % said})
    if missing and not kept:
        raise Invalid({field: str(missing)})
    return kept
