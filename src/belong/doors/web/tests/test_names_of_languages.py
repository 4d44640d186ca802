"""Languages stand in their lists where one looks for them."""

from belong.doors.web.groups.forms import LanguageForm
from belong.doors.web.settings.place import names_of_languages


def test_by_their_own_names_whatever_letter_these_begin_with() -> None:
    spoken = ["Català", "Česky", "Dansk", "Íslenska", "Italiano", "Türkçe", "Українська"]
    assert [name for _code, name in names_of_languages() if name in spoken] == spoken
    written = [name for _code, name in LanguageForm(now="cs").fields["language"].choices]  # type: ignore[attr-defined]
    assert [name for name in written if name in ("Català", "Česky", "Dansk")] == ["Català", "Česky", "Dansk"]
