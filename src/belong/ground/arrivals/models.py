"""Who is on the way here and is nobody yet: who wants to hear from the community, was invited, or asks to join."""

from django.db import models

from belong.ground.kernel.public import now, uuid7

ADDRESS_LENGTH, NAME_LENGTH, DIGEST_LENGTH, ABOUT_LENGTH = 320, 100, 64, 80
LINE_LENGTH, WORDS_LENGTH, SENTENCE_LENGTH = 300, 1000, 300


class Wish(models.Model):
    """Somebody typed this address to hear from the community; until its reader says yes it is no person and no fact.

    `sentence` is what they read when they typed it. `digest` is all that is kept of the link in the mail.
    """

    address = models.CharField(max_length=ADDRESS_LENGTH, unique=True)
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    sentence = models.CharField(max_length=SENTENCE_LENGTH)
    language = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(default=now)
    mails = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="arrivals_wish_asked")]


class Refusal(models.Model):
    """How many readers of an address said on a day that it was not them: a number and nothing else."""

    day = models.DateField(unique=True)
    count = models.PositiveIntegerField(default=0)


class Invitation(models.Model):
    """A member invites whoever reads an address: to the community, to a group, or to what `about` names (a topic).

    The address is emptied when they have joined. `person` is who came by it.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    request_key = models.UUIDField()
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    inviter = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    line = models.CharField(max_length=LINE_LENGTH, blank=True)
    group = models.ForeignKey("groups.Group", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    sent_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inviter", "request_key"], name="arrivals_invitation_once"),
        ]
        indexes = [
            models.Index(fields=["inviter", "-id"], name="arrivals_invitation_mine"),
            models.Index(fields=["address"], name="arrivals_invitation_address"),
            models.Index(fields=["person"], name="arrivals_invitation_person"),
        ]


class Request(models.Model):
    """Somebody asks to join: their name, what they answered, and an address that they prove by a code.

    Hosts see it once it is proved. `digest` is all that is kept of the link that lets them in after a yes.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    request_key = models.UUIDField(unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    address = models.CharField(max_length=ADDRESS_LENGTH)
    answers = models.JSONField(default=list)
    language = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=now)
    proved_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, null=True, blank=True)
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(granted__isnull=True, decided_at__isnull=True)
                | models.Q(granted__isnull=False, decided_at__isnull=False, proved_at__isnull=False),
                name="arrivals_request_decided_once_proved",
            ),
        ]
        indexes = [
            models.Index(
                fields=["proved_at", "id"],
                name="arrivals_request_waiting",
                condition=models.Q(decided_at__isnull=True, proved_at__isnull=False),
            ),
            models.Index(fields=["address"], name="arrivals_request_address"),
            models.Index(fields=["person"], name="arrivals_request_person"),
        ]
