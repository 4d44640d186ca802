"""Made from the ledger alone: who is known since when, what was done, how questions fared. No staff, no bots.

`Known`, `Act`, `Question` are what figures count and lists show. The others add them up, by person, day and month of
the organisation's calendar, so that a page over years of them is as quick as one over days.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

WORD_LENGTH = 40


class Known(models.Model):
    """Somebody known to the community, since they joined or first did something.

    `again_at`: their first activity on a day after that on which they joined, whenever it was.
    """

    person_id = models.BigIntegerField(primary_key=True)
    known_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "impact_person"
        indexes = [
            models.Index(fields=["known_at", "person_id"], name="impact_person_known"),
            models.Index(
                fields=["joined_at", "person_id"],
                include=["again_at"],
                condition=models.Q(joined_at__isnull=False),
                name="impact_person_joined",
            ),
        ]


class Act(models.Model):
    """A fact that a figure counts. `person_id` null: an unknown author. `topic_id`: the topic it was done in."""

    fact_id = models.BigIntegerField(primary_key=True)
    person_id = models.BigIntegerField(null=True)
    word = models.CharField(max_length=WORD_LENGTH)
    occurred_at = models.DateTimeField()
    activity = models.BooleanField()
    contribution = models.BooleanField()
    topic_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "impact_act"
        indexes = [
            models.Index(fields=["word", "occurred_at", "fact_id"], name="impact_act_word"),
            models.Index(fields=["topic_id"], condition=models.Q(topic_id__isnull=False), name="impact_act_topic"),
            models.Index(
                fields=["occurred_at", "fact_id"],
                include=["person_id", "word", "activity", "contribution"],
                name="impact_act_at",
            ),
            models.Index(
                fields=["occurred_at", "fact_id"],
                include=["person_id", "word"],
                condition=models.Q(contribution=True),
                name="impact_act_given",
            ),
            models.Index(
                fields=["person_id", "occurred_at"],
                include=["activity", "contribution"],
                condition=models.Q(person_id__isnull=False),
                name="impact_act_person",
            ),
        ]


class Question(models.Model):
    """A question and from when on it counted as answered, as met with a response, and as accepted: never before it
    was asked.

    `month`: that in which it was asked; `hour`: in which of the 168 hours of the organisation's week. Waits:
    microseconds, never negative.
    """

    topic_id = models.BigIntegerField(primary_key=True)
    asker_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True)
    first_response_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    month = models.DateField()
    hour = models.SmallIntegerField()
    answer_wait = models.BigIntegerField(null=True)
    response_wait = models.BigIntegerField(null=True)

    class Meta:
        db_table = "impact_question"
        indexes = [
            models.Index(
                fields=["asked_at", "topic_id"],
                include=[
                    "month",
                    "hour",
                    "first_answer_at",
                    "first_response_at",
                    "accepted_at",
                    "answer_wait",
                    "response_wait",
                ],
                name="impact_question_asked",
            ),
            models.Index(
                fields=["first_answer_at"],
                include=["asked_at", "month", "answer_wait"],
                condition=models.Q(first_answer_at__isnull=False),
                name="impact_question_answered",
            ),
            models.Index(
                fields=["first_response_at"],
                include=["asked_at", "month", "response_wait"],
                condition=models.Q(first_response_at__isnull=False),
                name="impact_question_responded",
            ),
            models.Index(
                fields=["accepted_at"],
                include=["asked_at", "month"],
                condition=models.Q(accepted_at__isnull=False),
                name="impact_question_accepted",
            ),
            models.Index(
                fields=["answer_wait", "topic_id"],
                include=["asked_at", "first_answer_at"],
                condition=models.Q(answer_wait__isnull=False),
                name="impact_question_answer",
            ),
            models.Index(
                fields=["response_wait", "topic_id"],
                include=["asked_at", "first_response_at"],
                condition=models.Q(response_wait__isnull=False),
                name="impact_question_response",
            ),
            models.Index(
                fields=["month", "answer_wait"],
                include=["asked_at", "first_answer_at"],
                condition=models.Q(answer_wait__isnull=False),
                name="impact_question_month",
            ),
            models.Index(
                fields=["hour", "answer_wait", "topic_id"],
                include=["asked_at", "first_answer_at"],
                condition=models.Q(answer_wait__isnull=False),
                name="impact_question_hour",
            ),
        ]


class Doer(models.Model):
    """What one person did: the instants at which they were active and at which they contributed, each in order."""

    person_id = models.BigIntegerField(primary_key=True)
    last_active_at = models.DateTimeField(null=True)
    active_at = ArrayField(models.DateTimeField())
    given_at = ArrayField(models.DateTimeField())

    class Meta:
        db_table = "impact_doer"
        indexes = [
            models.Index(
                fields=["last_active_at"],
                condition=models.Q(last_active_at__isnull=False),
                name="impact_doer_active",
            )
        ]


class Day(models.Model):
    """What one day adds to a figure: see `days.py` for each `what`."""

    pk = models.CompositePrimaryKey("what", "day")
    what = models.CharField(max_length=WORD_LENGTH + 10)
    day = models.DateField()
    number = models.IntegerField()

    class Meta:
        db_table = "impact_day"


class MonthOfQuestions(models.Model):
    """How many questions were asked in a month at an hour of the week."""

    pk = models.CompositePrimaryKey("month", "hour")
    month = models.DateField()
    hour = models.SmallIntegerField()
    number = models.IntegerField()

    class Meta:
        db_table = "impact_month_asked"


class MonthOfWaits(models.Model):
    """Of the questions asked in a month: how many met with what in which month after which wait, of two digits."""

    pk = models.CompositePrimaryKey("what", "month", "met", "wait")
    what = models.CharField(max_length=WORD_LENGTH)
    month = models.DateField()
    met = models.DateField()
    wait = models.BigIntegerField()
    number = models.IntegerField()

    class Meta:
        db_table = "impact_month_met"


class MonthOfGivers(models.Model):
    """By how many the people who have made just `number` contributions since a month's start outnumber those who have
    since its end. Added up from a month on, it is how many people made how many contributions since.
    """

    pk = models.CompositePrimaryKey("month", "number")
    month = models.DateField()
    number = models.IntegerField()
    change = models.IntegerField()

    class Meta:
        db_table = "impact_month_given"
