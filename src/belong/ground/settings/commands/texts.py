from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import Invalid, NotFound, TextTooLong, now, render_markdown, setting, write_settings
from belong.ground.ledger.public import TextAccepted, TextPublished, ids_of, record
from belong.ground.people.public import Actor
from belong.ground.settings.cards import TextCard, card_of
from belong.ground.settings.commands.locking import lock_settings
from belong.ground.settings.models import VERSIONS, Acceptance, Text
from belong.ground.settings.policies import may_accept, may_change

EMPTY = _("Write the text first. What was published before still counts.")
CHANGED = _("This text was changed meanwhile. Read it as it is now, then accept it.")


def publish_text(*, actor: Actor, key: str, source: str, asks: bool = True) -> TextCard:
    """A new version of a text, in force at once. Owners and staff hosts. The same words again make no version.

    `asks`: members are asked to accept it; of an imprint nobody is asked.
    """
    may_change(actor).or_refuse()
    if key not in Text.Key.values:
        raise NotFound
    try:
        text = render_markdown(source.strip())
    except TextTooLong as long:
        raise Invalid({"source": str(long)}) from None
    if not text.source.strip():
        raise Invalid({"source": EMPTY})
    with transaction.atomic():
        lock_settings()
        last = Text.objects.filter(key=key).order_by("-version").first()
        if last is not None and last.source == text.source:
            return card_of(last)
        row = Text.objects.create(
            key=key,
            version=1 if last is None else last.version + 1,
            source=text.source,
            html=text.html,
            asks=asks and key != Text.Key.IMPRINT,
            person_id=actor.acting,
            system=actor.system or "",
            published_at=now(),
        )
        write_settings({VERSIONS: {**(setting(VERSIONS) or {}), key: row.version}})
        about = f"settings.text:{row.pk}"
        record(TextPublished(actor=actor.acting, about=about, occurred_at=row.published_at))
    return card_of(row)


def accept(*, actor: Actor, versions: Mapping[str, int]) -> None:
    """The actor accepts these texts, each named by its key and the version that they read. Once is enough.

    `Invalid` names the texts of which there is another version by now; then none is accepted.
    """
    may_accept(actor).or_refuse()
    person = actor.acting or 0
    with transaction.atomic():
        lock_settings()
        current = setting(VERSIONS) or {}
        if wrong := {key: CHANGED for key, version in versions.items() if current.get(key) != version}:
            raise Invalid(wrong)
        known = Acceptance.objects.filter(person__in=ids_of(person)).values("text")
        for key, version in versions.items():
            text = Text.objects.exclude(pk__in=known).filter(key=key, version=version).first()
            if text is not None:
                row = Acceptance.objects.create(person_id=person, text=text)
                record(TextAccepted(actor=person, about=f"settings.text:{text.pk}", occurred_at=row.at))
