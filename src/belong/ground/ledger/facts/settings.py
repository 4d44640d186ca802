"""How the community keeps house: its settings, the texts that it publishes, and who accepted them."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class SettingChanged(Fact):
    """Somebody changed a setting of the whole community; what it was and is stands in the history of settings."""

    kind: ClassVar = "settings.setting.changed"
    word: ClassVar = "setting_changed"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class TextPublished(Fact):
    """Somebody published a version of one of the community's texts: terms, privacy, imprint, values."""

    kind: ClassVar = "settings.text.published"
    word: ClassVar = "text_published"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON


@fact
class TextAccepted(Fact):
    """A person accepted a version of one of the community's texts."""

    kind: ClassVar = "settings.text.accepted"
    word: ClassVar = "text_accepted"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON
