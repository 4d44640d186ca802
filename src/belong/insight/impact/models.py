"""Made from the ledger alone: who is known since when, what was done, how questions fared. No staff, no bots.

`Known`, `Act`, `Question` are what figures count and lists show. The others add them up, by person and by month of the
organisation's calendar, so that a page over years of them is as quick as one over days.
"""

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
    """A question and when it was first answered, first met with a response, and accepted.

    `hour`: in which of the 168 hours of the organisation's week it was asked. Waits: microseconds, never negative.
    """

    topic_id = models.BigIntegerField(primary_key=True)
    asker_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True)
    first_response_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    hour = models.SmallIntegerField()
    answer_wait = models.BigIntegerField(null=True)
    response_wait = models.BigIntegerField(null=True)

    class Meta:
        db_table = "impact_question"
        indexes = [
            models.Index(fields=["asked_at", "topic_id"], name="impact_question_asked"),
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
                fields=["hour", "answer_wait"],
                condition=models.Q(answer_wait__isnull=False),
                name="impact_question_hour",
            ),
        ]


class Doer(models.Model):
    """What one person did in all: when they were last active, how many contributions they made."""

    person_id = models.BigIntegerField(primary_key=True)
    last_active_at = models.DateTimeField(null=True)
    given = models.IntegerField()

    class Meta:
        db_table = "impact_doer"
        indexes = [
            models.Index(
                fields=["last_active_at"],
                condition=models.Q(last_active_at__isnull=False),
                name="impact_doer_active",
            )
        ]


class MonthOfActs(models.Model):
    """How many facts of a word a month has, and how many of them are contributions."""

    pk = models.CompositePrimaryKey("month", "word")
    month = models.DateField()
    word = models.CharField(max_length=WORD_LENGTH)
    acts = models.IntegerField()
    given = models.IntegerField()

    class Meta:
        db_table = "impact_month_act"


class MonthOfPeople(models.Model):
    """How many people were active in a month."""

    month = models.DateField(primary_key=True)
    active = models.IntegerField()

    class Meta:
        db_table = "impact_month_active"


class MonthOfQuestions(models.Model):
    """Of the questions asked in a month at an hour of the week: how many, and how many met with what by now."""

    pk = models.CompositePrimaryKey("month", "hour")
    month = models.DateField()
    hour = models.SmallIntegerField()
    asked = models.IntegerField()
    answered = models.IntegerField()
    responded = models.IntegerField()
    accepted = models.IntegerField()

    class Meta:
        db_table = "impact_month_asked"


class MonthOfWaits(models.Model):
    """The median wait, in seconds, of the questions asked in a month that have an answer, and how many these are."""

    month = models.DateField(primary_key=True)
    answered = models.IntegerField()
    median = models.FloatField()

    class Meta:
        db_table = "impact_month_wait"


class MonthOfNewcomers(models.Model):
    """How many joined in a month, and how many of them took part again."""

    month = models.DateField(primary_key=True)
    joined = models.IntegerField()
    again = models.IntegerField()

    class Meta:
        db_table = "impact_month_joined"


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
