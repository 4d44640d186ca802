"""The statements behind a topic's page. What they let through is what `policies.posts_visible_to` lets through.

Each has two forms: for a topic that stands, and for one that is gone, where only orphaned posts are left. Which batches
stand (`stood`) and under which ids the reader wrote (`mine`) the topic's own statement has told.
"""

from belong.ground.people.public import SHOWN_NAME

COLUMNS = """p.id, p.uid, p.kind, p.author_id, p.byline, p.html, p.score, p.created_at, p.edited_at, p.parent_id,
    p.root_id, p.deleted_at is not null as deleted, p.deleted_reason, p.erased_at is not null as erased,
    (p.batch_id is null or p.batch_id = any(%(stood)s::bigint[])) as stands,
    p.edited_at is not null and exists (
        select from discussions_revision e
        where e.post_id = p.id and (e.batch_id is null or e.batch_id = any(%(stood)s::bigint[]))
    ) as has_history"""

_STANDS = "({0}.batch_id is null or {0}.batch_id = any(%(stood)s::bigint[]))"
_KEPT = "({0}.deleted_at is null or %(host)s)"
_OWN = "({0}.batch_id is null and (%(all_orphans)s or {0}.author_id = any(%(mine)s::bigint[])))"

_AUTHOR = """
left join lateral (
    select w.id, a.uid, case when a.erased_at is null then {2} end as name, a.is_bot, a.is_staff
    from (select coalesce((select canonical from person_alias where person = {0}.author_id), {0}.author_id) as id) w
    left join people_person a on a.id = w.id and (a.batch_id is null or a.batch_id {1})
    offset 0
) a on true
"""


def author_of(row: str, stood: str = "in (select id from ledger_batch where state = 'complete')") -> str:
    """Who wrote `row`, a merged one as who they are: looked up for each of the few rows, whatever the planner thinks.

    Of an author whose archive does not stand only the id is there: nothing to show, but theirs is theirs. One who was
    erased has no name at all, one who gave none an empty one.
    """
    return _AUTHOR.format(row, stood, SHOWN_NAME.format("a"))


_AUTHORED = """
select p.*, a.id, a.uid, a.name, a.is_bot, a.is_staff,
    (select v.value from discussions_vote v where v.post_id = p.id and v.person_id = any(%(mine)s::bigint[])
        and (v.batch_id is null or v.batch_id = any(%(stood)s::bigint[])) order by v.at desc, v.id desc limit 1)
from page p
{author}
order by p.created_at, p.id
"""

# First-level posts: the opening post and the accepted answer by id, the others from a place in time on. One that is not
# seen itself keeps its place where a reply under it is. (Of a topic that stands, opening post and accepted answer do.)
_HEADS = """
with page as (
    (select {columns}, {seen} as seen from discussions_post p
     where %(first)s and p.id = any(%(special)s::bigint[]) and {special})
    union all
    (select {columns}, {seen} as seen from discussions_post p
     where p.topic_id = %(topic)s and p.root_id is null and p.kind = %(kind)s and p.id <> all(%(special)s::bigint[])
        and (p.created_at, p.id) > (%(after_at)s, %(after_id)s) and ({seen} or {replied})
     order by p.created_at, p.id
     limit %(limit)s)
)
"""

# The first replies under each of the posts.
_REPLIES = """
with page as (
    select r.*
    from unnest(%(roots)s::bigint[], %(held)s::boolean[]) as h (id, held)
    cross join lateral (
        select {columns}, true as seen from discussions_post p
        where p.root_id = h.id and {seen} and (h.held or {own})
            and (p.created_at, p.id) > (%(after_at)s, %(after_id)s)
        order by p.created_at, p.id
        limit %(limit)s
    ) r
    {to_topic}
)
"""

# Of a question also those to the topic itself (root null).
_TO_TOPIC = """
    union all
    (select {columns}, true as seen from discussions_post p
     where p.topic_id = %(topic)s and p.root_id is null and p.kind = 'reply' and {seen}
        and (p.created_at, p.id) > (%(after_at)s, %(after_id)s)
     order by p.created_at, p.id
     limit %(limit)s)
"""

# Topics that this one points to, and that point to it, where the reader reads them.
LINKS = """
select l.kind, t.title, t.uid, l.topic_id = %s
from discussions_topiclink l
join discussions_topic t on t.id = case when l.topic_id = %s then l.target_id else l.topic_id end
where (l.topic_id = %s or l.target_id = %s)
    and (l.batch_id is null or l.batch_id = any(%s::bigint[]))
    and (t.batch_id is null or t.batch_id = any(%s::bigint[]))
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
    reply_kept, reply_own = _KEPT.format("r"), _OWN.format("r")
    standing = f"{stands} and {_KEPT.format('p')}"
    orphaned = f"{own} and {_KEPT.format('p')}"
    replied = _REPLIED.format(f"{_STANDS.format('r')} and {reply_kept} and ({stands} or {reply_own})")
    replied_when_gone = _REPLIED.format(f"{reply_own} and {reply_kept}")
    forms = {
        False: {"seen": standing, "special": standing, "replied": replied},
        True: {"seen": orphaned, "special": f"({orphaned} or {replied_when_gone})", "replied": replied_when_gone},
    }
    whole = statement + _AUTHORED
    author = author_of("p", "= any(%(stood)s::bigint[])")
    return {gone: whole.format(columns=COLUMNS, author=author, own=own, **form) for gone, form in forms.items()}


HEADS = _both_forms(_HEADS)
REPLIES = _both_forms(_REPLIES.replace("{to_topic}", ""))
REPLIES_AND_TO_TOPIC = _both_forms(_REPLIES.replace("{to_topic}", _TO_TOPIC))
