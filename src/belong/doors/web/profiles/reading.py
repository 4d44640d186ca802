"""What whoever is not signed in reads of what is shown to everyone: said wherever that can be chosen, as it is now."""

from django.utils.translation import gettext as _

from belong.community.profiles import public as profiles
from belong.ground.kernel.public import PUBLIC, community


def strangers_find_people() -> bool:
    """Whether the list of members is open to them, and more than the first page."""
    return community().strangers == PUBLIC and profiles.directory_is_open()


def said_of_oneself(is_open: bool) -> str:
    if is_open:
        return _(
            "Your own page is for members, whatever you choose. Whoever is not signed in reads what you show to "
            "everyone in the list of members alone (your words, your place, where you belong), if you let everyone "
            "find you there; your picture they see wherever your name stands."
        )
    return _(
        "Your own page is for members, whatever you choose, and so is the list of members for now. Of what you show "
        "to everyone, whoever is not signed in sees at most your picture, where your name stands."
    )


def said_of_belonging(is_open: bool) -> str:
    if is_open:
        return _(
            "Your own page is for members, whatever you choose. In the list of members whoever is not signed in finds "
            "you by what you show to everyone, if you let everyone find you there, and reads where you are now."
        )
    return _(
        "Your own page is for members, whatever you choose, and so is the list of members for now: whoever is not "
        "signed in reads none of this."
    )


def said_of_being_found(is_open: bool) -> str:
    return "" if is_open else _("Only members open the list for now. “Everyone” holds once a host opens it to others.")


def said_of_answers(is_open: bool) -> str:
    """For hosts, about what profiles ask."""
    if is_open:
        return _(
            "People's own pages are for members, whatever is chosen. Whoever is not signed in finds people in the list "
            "of members by what these show to everyone, and reads a place there."
        )
    return _(
        "People's own pages are for members, whatever is chosen, and so is the list of members for now: whoever is not "
        "signed in reads no answer."
    )
