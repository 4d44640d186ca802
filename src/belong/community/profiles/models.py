"""What people say of themselves. Whoever is shown what is one rule (`policies.py`): each row has its own visibility."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import uuid7

LABEL_LENGTH, HELP_LENGTH, KEY_LENGTH = 80, 300, 40
LINE_LENGTH, LONG_LENGTH, ADDRESS_LENGTH = 300, 5_000, 500
OPTION_LENGTH, MOST_OPTIONS = 100, 200
NAME_LENGTH, TITLE_LENGTH = 200, 150
MOST_LINKS, MOST_AFFILIATIONS = 10, 50


class Visibility(models.TextChoices):
    """Who is shown a thing that a person said of themselves, from many to few."""

    EVERYONE = "everyone", _("everyone, also without signing in")
    MEMBERS = "members", _("members")
    MY_GROUPS = "my_groups", _("people in my groups, and hosts")
    HOSTS = "hosts", _("hosts")
    ONLY_ME = "only_me", _("only me")


class FieldKind(models.TextChoices):
    TEXT = "text", _("a line of text")
    LONG_TEXT = "long_text", _("a longer text")
    CHOICE = "choice", _("one of several")
    CHOICES = "choices", _("some of several")
    PLACE = "place", _("a place")
    DAY = "day", _("a day")
    LINK = "link", _("a link")


class OrganisationKind(models.TextChoices):
    EMPLOYER = "employer", _("where they work")
    BODY = "body", _("a body they belong to")
    HOUSEHOLD = "household", _("their household")


def _visibility(default: str = Visibility.MEMBERS) -> "models.CharField[str, str]":
    return models.CharField(max_length=9, choices=Visibility, default=default, db_default=default)


def _among(field: str, words: list[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": words}), name=name)


class Profile(models.Model):
    """A person's own words, who finds them in the directory (`listed`), who is shown the subjects that they follow
    (`interests`). Without a row: no words, and members.
    """

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    html = models.TextField(blank=True)
    html_version = models.SmallIntegerField(default=0)
    visibility = _visibility()
    listed = _visibility()
    interests = _visibility()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            _among("visibility", Visibility.values, "profiles_profile_visibility"),
            _among("listed", Visibility.values, "profiles_profile_listed"),
            _among("interests", Visibility.values, "profiles_profile_interests"),
        ]


class Link(models.Model):
    """A page elsewhere that a person shows."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=ADDRESS_LENGTH)
    label = models.CharField(max_length=LABEL_LENGTH, blank=True)
    visibility = _visibility()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            _among("visibility", Visibility.values, "profiles_link_visibility"),
            models.CheckConstraint(condition=Q(url__regex=r"^https?://\S+$"), name="profiles_link_url"),
        ]


class Picture(models.Model):
    """A person's picture; its files lie in the storage under `uid`, which is another one for every picture."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+")
    visibility = _visibility()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [_among("visibility", Visibility.values, "profiles_picture_visibility")]


class Field(models.Model):
    """Something that this community asks its people. `key` stands in addresses and stays.

    `label` is empty for a field that came with the program and was not renamed. A retired field is asked and shown no
    more; what people said in it waits for its return.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    label = models.CharField(max_length=LABEL_LENGTH, blank=True)
    help = models.CharField(max_length=HELP_LENGTH, blank=True)
    kind = models.CharField(max_length=9, choices=FieldKind)
    options = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=False)
    visibility = _visibility()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            _among("kind", FieldKind.values, "profiles_field_kind"),
            _among("visibility", Visibility.values, "profiles_field_visibility"),
            models.CheckConstraint(condition=Q(key__regex=r"^[a-z][a-z0-9-]*$"), name="profiles_field_key"),
        ]


class Value(models.Model):
    """What a person says in a field: `text` as it was typed (a day as its date), `chosen` of the field's options."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    visibility = _visibility()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    chosen = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            _among("visibility", Visibility.values, "profiles_value_visibility"),
            models.UniqueConstraint(fields=["person", "field"], name="profiles_value_once"),
        ]


class ValueWord(models.Model):
    """What a value is found by: folded and in small letters; of a choice each option, of a place each of its parts and
    words.
    """

    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="+")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=LINE_LENGTH)

    class Meta:
        indexes = [
            models.Index(
                fields=["field", "word", "value"],
                name="profiles_valueword_found",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]


class Organisation(models.Model):
    """An employer, a body or a household that people of the community belong to; known by its folded name."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=9, choices=OrganisationKind)
    name = models.CharField(max_length=NAME_LENGTH)
    folded = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        constraints = [
            _among("kind", OrganisationKind.values, "profiles_organisation_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="profiles_organisation_has_name"),
        ]
        indexes = [
            models.Index(
                fields=["folded", "id"],
                name="profiles_organisation_found",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            )
        ]


class Affiliation(models.Model):
    """A person belongs to an organisation, from one day until another; `title`: as what."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    visibility = _visibility()
    request_key = models.CharField(max_length=100, null=True)  # noqa: DJ001
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            _among("visibility", Visibility.values, "profiles_affiliation_visibility"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="profiles_affiliation_not_reversed",
            ),
            models.UniqueConstraint(fields=["person", "request_key"], name="profiles_affiliation_request_once"),
        ]


class Directory(models.Model):
    """Who may open the directory: one row, `is_open`: strangers too, who find those that everyone may find."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    is_open = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "directory"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="profiles_directory_one")]
