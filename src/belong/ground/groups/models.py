"""Groups and who belongs to them. Every interval is [from, until): open where its end is null."""

from django.db import models
from django.db.models.functions import Trim

from belong.ground.kernel.public import now, uuid7

NAME_LENGTH = 120
SLUG_LENGTH = 80
SUMMARY_LENGTH = 2_000
LANGUAGE_LENGTH = 2
SOURCE_LENGTH = 100
KEY_LENGTH = 320
REQUEST_KEY_LENGTH = 100


class Kind(models.TextChoices):
    """What brings the people of a group together."""

    INTEREST = "interest"
    PRACTICE = "practice"
    CHAPTER = "chapter"
    SUPPORT = "support"
    CIRCLE = "circle"


class Audience(models.TextChoices):
    """Who may read what is said in a group."""

    PUBLIC = "public"
    MEMBERS = "members"
    PRIVATE = "private"
    SECRET = "secret"  # noqa: S105 - an audience


class MemberRole(models.TextChoices):
    MEMBER = "member"
    LEADER = "leader"


class Group(models.Model):
    """A community inside the community. `source` and `source_key` name the one that an import brought; `request_key`
    is the key of the form that founded it. `described_here`: its name and summary were given in this place; no
    archive changes them. `closed_at`: since when nobody writes in it or joins it; null: it is open.
    `removed_at`: since when it exists for nobody; facts and memberships that ended still name it.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=10, choices=Kind)
    audience = models.CharField(max_length=10, choices=Audience)
    summary = models.TextField(blank=True, max_length=SUMMARY_LENGTH)
    language = models.CharField(max_length=LANGUAGE_LENGTH, blank=True, default="", db_default="")
    described_here = models.BooleanField(default=False, db_default=False)
    founded_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    request_key = models.CharField(max_length=REQUEST_KEY_LENGTH, null=True, blank=True, unique=True)
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH, null=True, blank=True)  # noqa: DJ001
    source_key = models.CharField(max_length=KEY_LENGTH, null=True, blank=True)  # noqa: DJ001

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="groups_group_kind"),
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="groups_group_audience"),
            models.CheckConstraint(
                condition=~models.Q(name="") & models.Q(name=Trim("name")), name="groups_group_name_form"
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="groups_group_source_once"),
        ]


class GroupUse(models.Model):
    """An import speaks of this group under `source_key`. A group that imports brought stands while one of them does."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="uses")
    batch = models.ForeignKey("ledger.Batch", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH)
    source_key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "source", "source_key"], name="groups_use_once")]


class Membership(models.Model):
    """A person belonged to a group, in one role, from one instant until another.

    `ended_here`: it ended by a deed in this place, not by what an archive tells; no archive opens it again.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    ended_here = models.BooleanField(default=False, db_default=False)
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH, null=True, blank=True)  # noqa: DJ001
    source_key = models.CharField(max_length=KEY_LENGTH, null=True, blank=True)  # noqa: DJ001

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__isnull=True) | models.Q(until_at__gte=models.F("from_at")),
                name="groups_membership_not_reversed",
            ),
            models.CheckConstraint(condition=models.Q(role__in=MemberRole.values), name="groups_membership_role"),
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True) | models.Q(source__isnull=False, source_key__isnull=False),
                name="groups_membership_batch_has_source",
            ),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(until_at__isnull=True, batch__isnull=True),
                name="groups_membership_open_once",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="groups_membership_source_once"),
        ]
