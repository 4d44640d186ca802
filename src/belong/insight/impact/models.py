"""Made from the ledger alone: who is known since when, what was done, how questions fared. No staff, no bots."""

from django.db import models

WORD_LENGTH = 40


class Known(models.Model):
    """Somebody known to the community, since they joined or first did something."""

    person_id = models.BigIntegerField(primary_key=True)
    known_at = models.DateTimeField()

    class Meta:
        db_table = "impact_person"
        indexes = [models.Index(fields=["known_at", "person_id"], name="impact_person_known")]


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
                fields=["occurred_at", "person_id"],
                condition=models.Q(activity=True, person_id__isnull=False),
                name="impact_act_active",
            ),
        ]


class Question(models.Model):
    """A question and when it was first answered, first met with a response, and accepted."""

    topic_id = models.BigIntegerField(primary_key=True)
    asker_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True)
    first_response_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "impact_question"
        indexes = [models.Index(fields=["asked_at", "topic_id"], name="impact_question_asked")]
