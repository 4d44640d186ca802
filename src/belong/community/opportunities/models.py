"""What people hope for and offer, and what of being received they left for later.

Whoever is shown what is one rule (`policies.py`): each row has its own visibility.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

WORDS_LENGTH = 300
STRENGTHS = (1, 2, 3)


class Hope(models.TextChoices):
    """What somebody may hope for here. Ends of one's own are as welcome as any."""

    FAST_ANSWERS = "fast_answers", _("get answers quickly")
    LATEST_DATA = "latest_data", _("have the latest figures and findings")
    INSIDE_NEWS = "inside_news", _("hear what goes on before others do")
    BELONG = "belong", _("belong somewhere, meet people like me")
    GIVE_BACK = "give_back", _("give something back")
    BE_SEEN = "be_seen", _("be seen for what I can do")
    NOTICED_AT_WORK = "noticed_at_work", _("be noticed where I work")
    SPEAK = "speak", _("speak or teach")
    CAREER = "career", _("take the next step in my work")
    CLIENTS = "clients", _("find clients")
    INFLUENCE = "influence", _("have a say in where this goes")
    DECISION_MAKERS = "decision_makers", _("reach people who decide")


class Offered(models.TextChoices):
    """What somebody may offer others or the organisation."""

    ANSWER = "answer", _("answer questions")
    MENTOR = "mentor", _("be there for somebody who begins")
    SPEAK = "speak", _("speak, or lead a session")
    WRITE = "write", _("write something up")
    REVIEW = "review", _("look over what others made")
    HOST = "host", _("welcome people, or look after a group")
    HAND = "hand", _("lend a hand at an event")
    PANEL = "panel", _("say what I think when asked for advice")
    LIAISE = "liaise", _("make contact with others I know")
    BOARD = "board", _("take on an office")


class Visibility(models.TextChoices):
    """Who is told, from nobody to many. Nobody: it makes suggestions to the person better, and no one reads it."""

    ENGINE = "engine", _("nobody, for suggestions only")
    HOSTS = "hosts", _("hosts")
    MY_GROUPS = "my_groups", _("people in my groups, and hosts")
    MEMBERS = "members", _("members")


class Said(models.Model):
    """One thing that a person says under one of their ids. Not `held`: they took it back.

    Of what they said under several ids the newest counts, so parting two records gives each its own back.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    held = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class Motivation(Said):
    """Something that a person hopes for, how much (1 to 3), and who is told."""

    kind = models.CharField(max_length=16, choices=Hope)
    strength = models.PositiveSmallIntegerField(default=2)
    visibility = models.CharField(max_length=9, choices=Visibility, default=Visibility.ENGINE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="opportunities_motivation_once"),
            models.CheckConstraint(condition=Q(kind__in=Hope.values), name="opportunities_motivation_kind"),
            models.CheckConstraint(condition=Q(strength__in=STRENGTHS), name="opportunities_motivation_strength"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="opportunities_motivation_visibility"
            ),
        ]


class Offer(Said):
    """Something that a person offers, and who is told."""

    kind = models.CharField(max_length=16, choices=Offered)
    visibility = models.CharField(max_length=9, choices=Visibility, default=Visibility.MEMBERS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="opportunities_offer_once"),
            models.CheckConstraint(condition=Q(kind__in=Offered.values), name="opportunities_offer_kind"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="opportunities_offer_visibility"
            ),
        ]


class Step(models.TextChoices):
    """What a newcomer is asked, in this order."""

    VALUES = "values", _("What holds between us")
    INTERESTS = "interests", _("What interests you")
    GROUPS = "groups", _("Where you want to be")
    HOPES = "hopes", _("What you hope for")
    OFFERS = "offers", _("What you can offer")
    FIRST = "first", _("A first step")


class PutOff(models.Model):
    """A step that a person left for later, and when they did last."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=9, choices=Step)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "step"], name="opportunities_putoff_once"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="opportunities_putoff_step"),
        ]


class Received(models.Model):
    """A person who said that they want to be asked no more, or took the first step."""

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
