"""The community's subjects, other names for them, and who follows them."""

from django.db import models
from django.db.models.functions import Lower

from belong.ground.kernel.public import uuid7

NAME_LENGTH = 60
SLUG_LENGTH = 80
SOURCE_LENGTH = 100
SOURCE_KEY_LENGTH = 200


class Tag(models.Model):
    """A subject. `name` is normal: casefolded, with hyphens for spaces."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"^\S+$") & models.Q(name=Lower("name")), name="tags_tag_name_form"
            )
        ]


class Synonym(models.Model):
    """Another name under which a tag is found. No tag has a synonym's name."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="synonyms")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"^\S+$") & models.Q(name=Lower("name")), name="tags_synonym_name_form"
            )
        ]


class Follow(models.Model):
    """A person follows a tag from one instant until another. What an import says of it stands beside what they do."""

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="follows")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH, null=True, blank=True)  # noqa: DJ001
    source_key = models.CharField(max_length=SOURCE_KEY_LENGTH, null=True, blank=True)  # noqa: DJ001

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__isnull=True) | models.Q(until_at__gte=models.F("from_at")),
                name="tags_follow_not_reversed",
            ),
            models.UniqueConstraint(
                fields=["tag", "person"],
                condition=models.Q(until_at__isnull=True, batch__isnull=True),
                name="tags_follow_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True) | models.Q(source__isnull=False, source_key__isnull=False),
                name="tags_follow_batch_has_source",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="tags_follow_source_once"),
        ]
