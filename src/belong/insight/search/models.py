"""The index: the words of each text that stands, made from discussions. Whoever reads it asks who may see what."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class IndexedPost(models.Model):
    """The words of one post, with its title's and tags' where it opens its topic.

    Beside them `words` holds what a search is narrowed by, as words that no text has: "m 24310" (the month), "y 2025"
    (the year), "g 3" (the group), "u 5" (the author), "t 7" (a tag), "l german" (its language), "answered" or "waits".
    So one index finds a word in a group in a month. `month` counts months from the year 0; newest first, it is the
    order of a search.
    """

    post_id = models.BigIntegerField(primary_key=True)
    topic_id = models.BigIntegerField()
    group_id = models.BigIntegerField()
    author_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    month = models.IntegerField()
    answered = models.BooleanField(null=True)
    words = SearchVectorField()

    class Meta:
        db_table = "search_post"
        indexes = [
            models.Index(fields=["topic_id"], name="search_post_topic"),
            models.Index(fields=["group_id", "post_id"], name="search_post_group"),
            models.Index(fields=["month"], name="search_post_month"),
            models.Index(fields=["author_id"], condition=models.Q(author_id__isnull=False), name="search_post_author"),
            GinIndex(fields=["words"], name="search_post_words"),
        ]
