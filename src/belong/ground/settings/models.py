"""The history of settings, and the community's texts with their versions and who accepted them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import now

NAME_LENGTH = 40
VERSIONS = "texts"
"""The setting that tells the current version of each text, so that a page knows them without asking for the texts."""


class Change(models.Model):
    """Somebody set one value otherwise. `before` and `after` are plain data."""

    name = models.CharField(max_length=NAME_LENGTH)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=80, blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["name", "-id"], name="settings_change_name")]


class Text(models.Model):
    """One version of a text of the community; the highest is the one that counts. `asks`: members are asked to accept
    it; a version that mends a spelling does not ask.
    """

    class Key(models.TextChoices):
        TERMS = "terms", _("Terms")
        PRIVACY = "privacy", _("Privacy")
        VALUES = "values", _("Values")
        IMPRINT = "imprint", _("Imprint")

    key = models.CharField(max_length=10, choices=Key.choices)
    version = models.PositiveIntegerField()
    source = models.TextField()
    html = models.TextField()
    asks = models.BooleanField(default=True)
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=80, blank=True, default="")
    published_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="settings_text_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="settings_text_version_from_one"),
            models.CheckConstraint(
                condition=~models.Q(key="imprint", asks=True), name="settings_text_nobody_accepts_an_imprint"
            ),
        ]


class Acceptance(models.Model):
    """A person accepted a version of a text."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="acceptances")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "text"], name="settings_acceptance_once")]
