"""What hosts keep about persons: what they changed and why, terms of office to come, and notes."""

from django.db import models

from belong.ground.kernel.public import now, uuid7

ROLE_LENGTH = 40
VALUE_LENGTH = 450
REASON_LENGTH = 500
NOTE_LENGTH = 4_000
REQUEST_KEY_LENGTH = 100


class Edit(models.Model):
    """Something that a host changed about a person, as it was before and after, and why. For hosts, newest first.

    `role`: which one, where it was about a role. `before` and `after` are what hosts read in the list: a name, an
    address, a day.
    """

    class What(models.TextChoices):
        NAMED = "named", "the name"
        KNOWN = "known", "an address or handle more"
        NOT_KNOWN = "not_known", "an address or handle less"
        STAFF = "staff", "whether they work for the organisation"
        ROLE_GIVEN = "role_given", "a role"
        ROLE_ENDED = "role_ended", "the end of a role"
        TERM = "term", "the term of a role"
        TO_COME = "to_come", "a role to come"
        CALLED_OFF = "called_off", "a role to come, called off"
        CONTINUES = "continues", "whether they wish to continue"
        CLOSED = "closed", "the account, closed"
        REOPENED = "reopened", "the account, open again"
        SEEN_AS = "seen_as", "a look at the site as they see it"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12, choices=What.choices)
    role = models.CharField(max_length=ROLE_LENGTH, blank=True)
    before = models.CharField(max_length=VALUE_LENGTH, blank=True)
    after = models.CharField(max_length=VALUE_LENGTH, blank=True)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["person", "-at", "-id"], name="people_edit_newest")]


class Appointment(models.Model):
    """A role that somebody takes over on a day to come; on that day it becomes a role held, and this row goes."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=ROLE_LENGTH)
    from_at = models.DateTimeField(db_index=True)
    until_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="people_appointment_once"),
            models.CheckConstraint(
                condition=models.Q(until_at__isnull=True) | models.Q(until_at__gt=models.F("from_at")),
                name="people_appointment_not_reversed",
            ),
            models.CheckConstraint(
                condition=models.Q(role__regex=r"^[a-z][a-z0-9_-]*$"), name="people_appointment_words"
            ),
        ]


class Note(models.Model):
    """A host's words about a person, for hosts alone; the person is given them when they ask for all that is kept.

    `fact`: the ledger's row that it was written, withdrawn with it.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(max_length=NOTE_LENGTH)
    at = models.DateTimeField(default=now)
    fact = models.BigIntegerField(default=0)
    request_key = models.CharField(max_length=REQUEST_KEY_LENGTH, null=True, unique=True)  # noqa: DJ001

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="people_note_says_something")]
