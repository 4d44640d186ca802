"""What changes where two persons became one, or two again: votes count once for each person, and none on one's own."""

from django.db import connection

from belong.community.discussions.commands.counting import rescore
from belong.community.discussions.models import Post
from belong.ground.ledger.public import ids_of

_TOUCHED = """
select distinct v.post_id from discussions_vote v join discussions_post p on p.id = v.post_id
where v.person_id = any(%(ids)s) and (
    p.author_id = any(%(ids)s)
    or exists (select from discussions_vote o
               where o.post_id = v.post_id and o.person_id = any(%(ids)s) and o.person_id <> v.person_id))
"""


def count_votes_anew(person: int, canonical: int) -> None:
    """After `person` and `canonical` became one, or two. Inside the transaction that did it."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, {"ids": [*ids_of(person), *ids_of(canonical)]})
        posts = [post for (post,) in cursor.fetchall()]
    # held first, so that nobody votes between the counting and the writing
    list(Post.objects.select_for_update(no_key=True).filter(pk__in=posts).order_by("pk").values_list("pk"))
    rescore(posts)
