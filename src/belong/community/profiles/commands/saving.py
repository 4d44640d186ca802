"""Saving what a person says of themselves."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.profiles import checks, pictures
from belong.community.profiles.cards import Draft, Given, LinkCard, OwnProfile
from belong.community.profiles.commands.showing import hang, show_to, shown_now
from belong.community.profiles.models import (
    LABEL_LENGTH,
    MOST_LINKS,
    Field,
    FieldKind,
    Link,
    Profile,
    Value,
    ValueWord,
)
from belong.community.profiles.own import said_by
from belong.community.profiles.policies import FIELDS, WORDS, first_of, may_say
from belong.ground.kernel.public import Invalid, now, render_markdown
from belong.ground.ledger.public import Part, ProfileChanged, canonical, ids_of, record
from belong.ground.people.public import Actor, Wrong, name_oneself, person_for, show_own, shown_from

NEEDED = gettext_lazy("Please say something here: everybody here is asked this.")
CHANGED_MEANWHILE = gettext_lazy(
    "Your profile was changed elsewhere since you opened this page. Look at what it says now, beside what you typed: "
    "keep yours, or put both together."
)
TOLD = ("words", "html", "html_version", "visibility", "listed", "interests")
"""What a profile's row says."""


def save_profile(*, actor: Actor, draft: Draft, version: str | None = None) -> None:
    """Keep what the draft gives as the actor's profile, all or nothing; what it does not give stays as it is shown.

    `version`: the one of the profile that was changed (`OwnProfile.version`); `Invalid` names "version" where the
    profile says something else by now, unless the draft says just that. It also names "name", "picture", "words",
    "listed", "interests", fields by `field-KEY` and links by `link-N`.
    Fields that are not asked are left alone; one that says nothing is taken away.
    """
    may_say(actor).or_refuse()
    errors: dict[str, str] = {}
    sizes = _picture(draft, errors)
    with transaction.atomic():
        person = person_for(actor, actor.acting or 0).pk
        before = said_by(actor) if version is not None else None
        meanwhile = {} if before is None or before.version == version else {"version": str(CHANGED_MEANWHILE)}
        fields = {field.key: field for field in Field.objects.filter(retired_at__isnull=True, key__in=draft.values)}
        _name(actor, draft.name, errors)
        told = _told(person, draft, errors) if draft.tells_words else None
        asked = [(fields[key], given) for key, given in draft.values.items() if key in fields]
        values = [_value(person, field, given, errors) for field, given in asked]
        if errors:
            raise Invalid({**errors, **meanwhile})
        if told is not None:
            _keep_told(person, *told)
            show_own(person, WORDS)
        if values:
            _keep_values(person, [value for value in values if value is not None])
            show_own(person, FIELDS)
        if before is not None and meanwhile and _after(actor, draft, before).version != before.version:
            raise Invalid(meanwhile)
        _show(person, draft.picture_visibility, sizes)
        record(ProfileChanged(actor=person, about=f"people.person:{person}", part=Part.PROFILE))


def _after(actor: Actor, draft: Draft, before: OwnProfile) -> OwnProfile:
    """What the profile says once the draft is kept, as far as others are shown it."""
    shown = draft.picture_visibility if before.picture is not None else None
    return replace(said_by(actor), picture_visibility=shown or before.picture_visibility)


def _name(actor: Actor, name: str | None, errors: dict[str, str]) -> None:
    if name is None:
        return
    try:
        name_oneself(actor=actor, name=name)
    except Invalid as wrong:
        errors.update(wrong.errors)


def _picture(draft: Draft, errors: dict[str, str]) -> dict[int, bytes] | None:
    """The picture as it is kept; None where none was given, or it cannot be taken."""
    try:
        if draft.picture_visibility is not None:
            checks.visibility(draft.picture_visibility)
        return None if draft.picture is None else pictures.drawn(draft.picture)
    except (Wrong, pictures.NotAPicture) as wrong:
        errors["picture"] = str(wrong)
    return None


def _show(person: int, visibility: str | None, sizes: dict[int, bytes] | None) -> None:
    """Another picture, shown as the one before unless something else is said; or the same one, shown to others."""
    before = shown_now(person)
    if sizes is not None:
        hang(person, sizes, visibility or (before.visibility if before else "members"))
    elif before is not None and visibility not in (None, before.visibility):
        show_to(person, before, visibility or "")


def _told(person: int, draft: Draft, errors: dict[str, str]) -> tuple[Profile, list[Link]]:
    """Own words with links and the list: what is given, in place of what is shown of whichever of their records."""
    top = canonical(person)
    before = first_of(top, shown_from(top).get(WORDS), Profile.objects.filter(person__in=ids_of(top)))
    profile = Profile(person_id=person)
    if before is not None:
        for name in TOLD:
            setattr(profile, name, getattr(before, name))
    profile.changed_at = now()
    _say(profile, draft, errors)
    if draft.links is not None:
        return profile, _links(person, draft.links, errors)
    kept = Link.objects.filter(person=before.person_id if before else top).order_by("position", "pk")
    return profile, [
        Link(person_id=person, url=row.url, label=row.label, visibility=row.visibility, position=row.position)
        for row in kept
    ]


def _say(profile: Profile, draft: Draft, errors: dict[str, str]) -> None:
    try:
        if draft.words is not None:
            profile.words, profile.html = checks.long_text(draft.words)
            profile.html_version = render_markdown("").version
        if draft.visibility is not None:
            profile.visibility = checks.visibility(draft.visibility)
    except Wrong as wrong:
        errors["words"] = str(wrong)
    for name, word in (("listed", draft.listed), ("interests", draft.interests)):
        try:
            if word is not None:
                setattr(profile, name, checks.visibility(word))
        except Wrong as wrong:
            errors[name] = str(wrong)


def _links(person: int, given: tuple[LinkCard, ...], errors: dict[str, str]) -> list[Link]:
    links = []
    for place, one in enumerate(given):
        try:
            url = checks.link(one.url)
            label = checks.line(one.label, LABEL_LENGTH, _("The name of the link"))
            checks.visibility(one.visibility)
            if label and not url:
                raise Wrong(_("Give the address that this name leads to."))
        except Wrong as wrong:
            errors[f"link-{place}"] = str(wrong)
            continue
        if url:
            links.append(Link(person_id=person, url=url, label=label, visibility=one.visibility, position=place))
    if len(links) > MOST_LINKS:
        errors["link-0"] = _("%(most)s links are the most.") % {"most": MOST_LINKS}
    return links


def _value(person: int, field: Field, given: Given, errors: dict[str, str]) -> Value | None:
    """The value that was given; None where it cannot be taken."""
    text = html = ""
    chosen: list[str] = []
    try:
        checks.visibility(given.visibility)
        match field.kind:
            case FieldKind.CHOICE | FieldKind.CHOICES:
                chosen = checks.chosen(field, given.chosen)
            case FieldKind.LONG_TEXT:
                text, html = checks.long_text(given.text)
            case FieldKind.DAY:
                text = checks.day(given.text)
            case FieldKind.LINK:
                text = checks.link(given.text)
            case _:
                text = checks.line(given.text)
        if field.is_required and not (text or chosen):
            raise Wrong(NEEDED)
    except Wrong as wrong:
        errors[f"field-{field.key}"] = str(wrong)
        return None
    return Value(
        person_id=person,
        field=field,
        visibility=given.visibility,
        text=text,
        html=html,
        chosen=chosen,
        changed_at=now(),
    )


def _keep_told(person: int, profile: Profile, links: list[Link]) -> None:
    """Rows of the person's other ids stay as they are, for the day on which they are parted: what is said now comes
    before them, also where it says nothing any more.
    """
    Profile.objects.bulk_create(
        [profile], update_conflicts=True, unique_fields=["person"], update_fields=[*TOLD, "changed_at"]
    )
    Link.objects.filter(person=person).delete()
    Link.objects.bulk_create(links)


def _keep_values(person: int, values: list[Value]) -> None:
    """As `_keep_told` for what is said in fields."""
    Value.objects.filter(person=person, field__in=[value.field_id for value in values]).delete()
    merged = len(ids_of(person)) > 1
    kept = Value.objects.bulk_create(value for value in values if merged or value.text or value.chosen)
    ValueWord.objects.bulk_create(
        ValueWord(value=value, field_id=value.field_id, word=word)
        for value in kept
        for word in checks.words_of(value.field.kind, value.text, value.chosen)
    )
