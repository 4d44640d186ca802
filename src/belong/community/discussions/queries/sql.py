"""The statements behind a topic's page. What they let through is what `policies.posts_visible_to` lets through.

Each has two forms: for a topic that stands, and for one that is gone, where only orphaned posts are left.
"""

COLUMNS = """p.id, p.uid, p.kind, p.author_id, p.byline, p.html, p.score, p.created_at, p.edited_at, p.parent_id,
    p.root_id, p.deleted_at is not null as deleted, p.deleted_reason, p.erased_at is not null as erased,
    (p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete')) as stands"""

_STANDS = "({0}.batch_id is null or {0}.batch_id in (select id from ledger_batch where state = 'complete'))"
_KEPT = "({0}.deleted_at is null or %(host)s)"
_OWN = """({0}.batch_id is null and (%(all_orphans)s or {0}.author_id = %(me)s
    or {0}.author_id in (select person from person_alias where canonical = %(me)s)))"""

_AUTHORED = """
select p.*, a.id, a.uid, a.name, a.is_bot, a.is_staff, v.value
from page p
left join person_alias w on w.person = p.author_id
left join people_person a on a.id = coalesce(w.canonical, p.author_id)
left join discussions_vote v on v.post_id = p.id and v.person_id = %(me)s
    and (v.batch_id is null or v.batch_id in (select id from ledger_batch where state = 'complete'))
order by p.created_at, p.id
"""

# First-level posts: the opening post and the accepted answer by id, the others from a place in time on. One that is not
# seen itself keeps its place where a reply under it is.
_HEADS = """
with page as (
    (select {columns}, {seen} as seen from discussions_post p
     where %(first)s and p.id = any(%(special)s) and ({seen} or {replied}))
    union all
    (select {columns}, {seen} as seen from discussions_post p
     where p.topic_id = %(topic)s and p.root_id is null and p.kind = %(kind)s and p.id <> all(%(special)s)
        and (p.created_at, p.id) > (%(after_at)s, %(after_id)s) and ({seen} or {replied})
     order by p.created_at, p.id
     limit %(limit)s)
)
"""

# The first replies under each of the posts, and to the topic itself (root null) where it is a question.
_REPLIES = """
with page as (
    select r.*
    from unnest(%(roots)s::bigint[], %(held)s::boolean[]) as h (id, held)
    cross join lateral (
        select {columns}, true as seen from discussions_post p
        where p.topic_id = %(topic)s and p.root_id = h.id and p.kind = 'reply' and {seen} and (h.held or {own})
            and (p.created_at, p.id) > (%(after_at)s, %(after_id)s)
        order by p.created_at, p.id
        limit %(limit)s
    ) r
    union all
    (select {columns}, true as seen from discussions_post p
     where %(to_topic)s and %(question)s and {seen}
        and p.topic_id = %(topic)s and p.root_id is null and p.kind = 'reply'
        and (p.created_at, p.id) > (%(after_at)s, %(after_id)s)
     order by p.created_at, p.id
     limit %(limit)s)
)
"""

# Topics that this one points to, and that point to it, where the reader reads them.
LINKS = """
select l.kind, t.title, t.uid, l.topic_id = %s
from discussions_topiclink l
join discussions_topic t on t.id = case when l.topic_id = %s then l.target_id else l.topic_id end
where (l.topic_id = %s or l.target_id = %s)
    and (l.batch_id is null or l.batch_id in (select id from ledger_batch where state = 'complete'))
    and (t.batch_id is null or t.batch_id in (select id from ledger_batch where state = 'complete'))
    and t.deleted_at is null and t.group_id in ({readable})
order by l.created_at, l.id
limit 30
"""


_REPLIED = """exists (
            select from discussions_post r
            where r.topic_id = p.topic_id and r.kind = 'reply' and {0}
                and (r.root_id = p.id or (p.kind = 'opening' and %(question)s and r.root_id is null)))"""


def _both_forms(statement: str) -> dict[bool, str]:
    """The statement by whether the topic is gone."""
    stands, own = _STANDS.format("p"), _OWN.format("p")
    forms = {
        False: (stands, f"{_STANDS.format('r')} and {_KEPT.format('r')} and ({stands} or {_OWN.format('r')})"),
        True: (own, f"{_OWN.format('r')} and {_KEPT.format('r')}"),
    }
    return {
        gone: (statement + _AUTHORED).format(
            columns=COLUMNS, own=own, seen=f"{seen} and {_KEPT.format('p')}", replied=_REPLIED.format(reply_seen)
        )
        for gone, (seen, reply_seen) in forms.items()
    }


HEADS = _both_forms(_HEADS)
REPLIES = _both_forms(_REPLIES)
