"""Persons and what is known of them. Every interval is [from, until): open where its end is null."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import keyed_hash, now, uuid7
from belong.ground.people.kept import Appointment as Appointment
from belong.ground.people.kept import Edit as Edit
from belong.ground.people.kept import Note as Note
from belong.ground.people.own_data import Erasure as Erasure
from belong.ground.people.own_data import Export as Export
from belong.ground.people.records import Chosen as Chosen
from belong.ground.people.records import Claim as Claim
from belong.ground.people.records import Merge as Merge

MAIL = "mail"
NAME_LENGTH = 200
SOURCE_LENGTH = 100
KEY_LENGTH = 320
SOURCE_KEY_LENGTH = 64
WORD_LENGTH = 40
PROOF_LENGTH = 500
LANGUAGE_LENGTH = 2


class Person(models.Model):
    """Somebody known to the organisation, with or without an account.

    `language`: in which they chose to be spoken to (ISO 639-1); empty where they said nothing.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    is_staff = models.BooleanField(default=False)
    is_bot = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=LANGUAGE_LENGTH, blank=True, default="", db_default="")
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="people_person_erased", condition=models.Q(erased_at__isnull=False)),
            models.Index(
                fields=["id"],
                name="people_person_outside",
                condition=models.Q(is_staff=True) | models.Q(is_bot=True),
            ),
            models.Index(
                fields=["-joined_at", "-id"], name="people_person_newest", condition=models.Q(joined_at__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(name=""), name="people_person_erased_has_no_name"
            ),
            models.CheckConstraint(condition=models.Q(name=Trim("name")), name="people_person_name_is_trimmed"),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(language=""),
                name="people_person_erased_has_no_language",
            ),
            models.CheckConstraint(
                condition=models.Q(language__regex=r"^([a-z]{2})?$"), name="people_person_language_form"
            ),
        ]


class Identity(models.Model):
    """One way in which a person is known at one source: an e-mail address, a number, a handle."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    source = models.CharField(max_length=SOURCE_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    verified_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="people_identity_once"),
            models.CheckConstraint(
                condition=models.Q(source__regex=r"^[a-z0-9][a-z0-9._-]*(:[a-z0-9][a-z0-9._-]*)*$"),
                name="people_identity_source_form",
            ),
            models.CheckConstraint(
                condition=~models.Q(key="") & models.Q(key=Trim("key")), name="people_identity_key_form"
            ),
            models.CheckConstraint(
                condition=~models.Q(source=MAIL) | models.Q(key=Lower("key")), name="people_identity_mail_is_lower"
            ),
        ]


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its address, however it was typed. Accounts are made by `commands`, never here."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """The sign-in of one person, by e-mail address and password. Roles are the person's, never the account's.

    `feeds`: what the signed address of its feeds is made of; null where there is none. `reopened_at`: when it was last
    opened again after it was closed; no session from before it counts.
    """

    email = models.EmailField(max_length=KEY_LENGTH, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    feeds = models.UUIDField(null=True, blank=True, editable=False)
    must_prove = models.BooleanField(default=False, db_default=False)
    reopened_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["opened_at"], name="people_account_opened")]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="people_account_email_is_lower"),
            models.CheckConstraint(
                condition=models.Q(is_active=True, closed_at__isnull=True)
                | models.Q(is_active=False, closed_at__isnull=False),
                name="people_account_closed_is_inactive",
            ),
        ]

    def get_session_auth_hash(self) -> str:
        """What each session keeps a copy of: another password or a new opening makes all from before void."""
        plain: str = super().get_session_auth_hash()
        if self.reopened_at is None:
            return plain
        return keyed_hash(f"{plain}:{self.reopened_at.timestamp()}", purpose="people.session").hex()


class Permission(models.Model):
    """A person allowed the organisation to write to them on one channel for one purpose, until they withdrew it.

    `ended_here`: it ended by a deed in this place, not by what an archive tells; no archive opens it again.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="permissions")
    channel = models.CharField(max_length=WORD_LENGTH)
    purpose = models.CharField(max_length=WORD_LENGTH)
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    ended_here = models.BooleanField(default=False, db_default=False)
    proof = models.CharField(max_length=PROOF_LENGTH, blank=True)
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH, null=True, blank=True)  # noqa: DJ001
    source_key = models.CharField(max_length=SOURCE_KEY_LENGTH, null=True, blank=True)  # noqa: DJ001

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("granted_at")),
                name="people_permission_not_reversed",
            ),
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True) | models.Q(source__isnull=False, source_key__isnull=False),
                name="people_permission_batch_has_source",
            ),
            models.CheckConstraint(
                condition=models.Q(channel__regex=r"^[a-z][a-z0-9_-]*$", purpose__regex=r"^[a-z][a-z0-9_-]*$"),
                name="people_permission_words",
            ),
            models.UniqueConstraint(
                fields=["person", "channel", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True, batch__isnull=True),
                name="people_permission_open_once",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="people_permission_source_once"),
        ]


class RoleHeld(models.Model):
    """A role that a person has in the whole community from one instant until another.

    `term_until`: when a term of office that was set beforehand ends; at that time a task ends the role, and from that
    time on nobody has it. `continues`: whether they wish for another term, where they said so.
    """

    class Continues(models.TextChoices):
        UNASKED = "", "nobody has asked yet"
        YES = "yes", "wishes to continue"
        NO = "no", "does not wish to continue"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=WORD_LENGTH)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    term_until = models.DateTimeField(null=True, blank=True)
    continues = models.CharField(max_length=3, choices=Continues.choices, blank=True, default="", db_default="")
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=SOURCE_LENGTH, null=True, blank=True)  # noqa: DJ001
    source_key = models.CharField(max_length=SOURCE_KEY_LENGTH, null=True, blank=True)  # noqa: DJ001

    class Meta:
        indexes = [
            models.Index(
                fields=["term_until"],
                name="people_role_terms",
                condition=models.Q(until_at__isnull=True, term_until__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term_until__isnull=True) | models.Q(term_until__gte=models.F("from_at")),
                name="people_role_term_not_reversed",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="owner") | models.Q(term_until__isnull=True),
                name="people_role_owner_has_no_term",
            ),
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True) | models.Q(source__isnull=False, source_key__isnull=False),
                name="people_role_batch_has_source",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="people_role_source_once"),
            models.CheckConstraint(
                condition=models.Q(until_at__isnull=True) | models.Q(until_at__gte=models.F("from_at")),
                name="people_role_not_reversed",
            ),
            models.CheckConstraint(condition=models.Q(role__regex=r"^[a-z][a-z0-9_-]*$"), name="people_role_words"),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(until_at__isnull=True, batch__isnull=True),
                name="people_role_open_once",
            ),
        ]


class SamePerson(models.Model):
    """Two persons who may be one, and why somebody thinks so. Nothing follows from it until a host decides."""

    class Reason(models.TextChoices):
        NAME = "name", _("the same name at different addresses")
        ADDRESS = "address", _("the same beginning of the address at different hosts")
        HANDLE = "handle", _("the same handle at two sources")
        GROUP = "group", _("the same name in one group")
        MAIL = "mail", _("both showed that they read mail at one address")

    class State(models.TextChoices):
        UNDECIDED = "undecided", _("not decided yet")
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("different persons")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNDECIDED, db_default=State.UNDECIDED)
    batch = models.ForeignKey("ledger.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "same persons"
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="people_sameperson_once"),
            models.CheckConstraint(
                condition=models.Q(person__lt=models.F("other")), name="people_sameperson_lower_id_first"
            ),
        ]


class Renamed(models.Model):
    """A newer archive says another name for somebody whom the same source named: taken when the archive is complete."""

    pk = models.CompositePrimaryKey("batch_id", "person_id")
    batch = models.ForeignKey("ledger.Batch", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=NAME_LENGTH)
    after = models.CharField(max_length=NAME_LENGTH)
    is_applied = models.BooleanField(default=False)
