"""What people want to be written to about: each time that they said so."""

from django.db import models

from belong.ground.kernel.public import now

KIND_LENGTH = 80


class Choice(models.Model):
    """A person said whether mails of a kind shall come to them: on their page, or by the link in such a mail; or it is
    what followed for the other kinds when they wanted one alone.

    The newest that they said under any of their ids counts, so parting two records gives each its own back.
    """

    class How(models.TextChoices):
        PAGE = "page"
        LINK = "link"
        REST = "rest"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=KIND_LENGTH)
    wanted = models.BooleanField()
    how = models.CharField(max_length=4, choices=How)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["person", "kind", "-at", "-id"], name="gate_choice_newest")]
        constraints = [
            models.CheckConstraint(condition=models.Q(how__in=["page", "link", "rest"]), name="gate_choice_how")
        ]
