"""How a change of each field is applied and reverted, set by set.

Applying keeps the old values with the change and marks it; a change that finds another value than the archive's last
one stays unmarked. The last statement of a reverting list touches one row for each change that it takes back.
"""

from belong.community.discussions.models import ACCEPTED, ASKED, BODY, KIND, SCORE, TAGS, TITLE

_DO = """
update discussions_importedchange c set old = {old}, state = 'applied'
from discussions_{table} x {joins}
where c.id = any(%(ids)s) and c.state = 'pending' and c.field = '{field}' and x.id = c.{key} and {fits}
"""
_SET = "update discussions_{table} x set {values} from discussions_importedchange c where {chosen} and {where}"
_CHOSEN = "c.id = any(%(ids)s) and c.state = 'applied' and c.field = '{field}' and x.id = c.{key}"


def _mark(field: str, *, old: str, fits: str, table: str = "topic", joins: str = "") -> str:
    key = "post_id" if table == "post" else "topic_id"
    return _DO.format(field=field, old=old, fits=fits, table=table, joins=joins, key=key)


def _set(field: str, values: str, *, side: str, table: str = "topic", where: str = "true") -> str:
    """Set `values` on the rows of the applied changes; `v` in them is the change's old or new side."""
    key = "post_id" if table == "post" else "topic_id"
    chosen = _CHOSEN.format(field=field, key=key)
    return _SET.format(table=table, values=values.replace("v.", f"c.{side} ->> "), chosen=chosen, where=where)


_BODY = """
    markup = v.'markup', source_text = v.'source_text', html = v.'html', html_version = (v.'html_version')::smallint,
    loaded_body = decode(v.'loaded', 'hex')
"""
_BODY_OLD = """jsonb_build_object('markup', x.markup, 'source_text', x.source_text, 'html', x.html,
    'html_version', x.html_version, 'loaded', encode(x.loaded_body, 'hex'), 'edited_at', x.edited_at)"""
_REVISION = """
insert into discussions_revision (post_id, editor_id, title, markup, source_text, html, reason, at, batch_id)
select x.id, null, case when x.kind = 'opening' then t.title else '' end, x.markup, x.source_text, x.html, '',
    coalesce(c.edited_at, b.completed_at), c.batch_id
from discussions_importedchange c
join discussions_post x on x.id = c.post_id
join discussions_topic t on t.id = x.topic_id
join ledger_batch b on b.id = c.batch_id
where c.id = any(%(ids)s) and c.state = 'applied' and c.field = 'body'
"""
_TITLE = "title = v.'title', loaded_title = decode(v.'loaded', 'hex')"
_SCORE = "score = x.score - x.score_loaded + (v.'loaded')::int, score_loaded = (v.'loaded')::int"
_TOPIC_SCORE = """
update discussions_topic t set score = x.score
from discussions_importedchange c join discussions_post x on x.id = c.post_id
where c.id = any(%(ids)s) and c.field = 'score' and x.kind = 'opening' and t.id = x.topic_id
"""
_ACCEPTED = """
    accepted_id = (v.'answer')::bigint, accepted_at = (v.'at')::timestamptz, loaded_accepted = (v.'loaded')::bigint
"""
_UNTAG = """
delete from discussions_topictag g using discussions_importedchange c, discussions_topic x
where c.id = any(%(ids)s) and c.state = 'applied' and c.field = 'tags' and g.topic_id = c.topic_id
    and x.id = c.topic_id and {where}
"""
_TAG = """
insert into discussions_topictag (topic_id, tag_id)
select c.topic_id, n.tag::bigint
from discussions_importedchange c
join discussions_topic x on x.id = c.topic_id and {where}
cross join jsonb_array_elements_text(c.{side} -> 'tags') as n (tag)
where c.id = any(%(ids)s) and c.state = 'applied' and c.field = 'tags'
on conflict do nothing
"""
_OLD_TAGS = """jsonb_build_object('loaded', encode(x.loaded_tags, 'hex'),
    'tags', (select coalesce(jsonb_agg(g.tag_id), '[]') from discussions_topictag g where g.topic_id = x.id))"""

_BODY_STILL = "not x.edited_here and x.erased_at is null and x.loaded_body = decode(c.new ->> 'loaded', 'hex')"
_TITLE_STILL = "x.title = c.new ->> 'title' and x.loaded_title = decode(c.new ->> 'loaded', 'hex')"
_SCORE_STILL = "x.score_loaded = (c.new ->> 'loaded')::int"
_TAGS_STILL = "not x.tagged_here and x.loaded_tags = decode(c.new ->> 'loaded', 'hex')"
_ACCEPTED_STILL = """x.accepted_id is not distinct from (c.new ->> 'answer')::bigint
    and x.accepted_at is not distinct from (c.new ->> 'at')::timestamptz"""
_TAGS_SEEN = "loaded_tags = decode(v.'loaded', 'hex')"

_UNACCEPT = """
update discussions_topic x set accepted_id = null, accepted_at = null
from discussions_importedchange c
where c.id = any(%(ids)s) and c.state = 'applied' and c.field = 'kind' and x.accepted_id = c.post_id
"""
_REROOT = """
with recursive below (id, root) as (
    select h.id, null::bigint from discussions_post h
    where h.root_id is null and h.topic_id in (
        select topic_id from discussions_importedchange where id = any(%(ids)s) and field = 'kind')
    union all
    select p.id, coalesce(b.root, b.id) from below b join discussions_post p on p.parent_id = b.id
)
update discussions_post p set root_id = b.root from below b where p.id = b.id and p.root_id is distinct from b.root
"""

APPLY = {
    ASKED: (
        _mark(ASKED, old="jsonb_build_object('kind', x.kind)", fits="x.kind = 'conversation'"),
        _set(ASKED, "kind = 'question'", side="new"),
    ),
    KIND: (
        _mark(
            KIND,
            table="post",
            old="jsonb_build_object('parent', x.parent_id, 'root', x.root_id)",
            fits="x.kind = 'reply'",
        ),
        _set(KIND, "kind = 'answer', parent_id = null, root_id = null", side="new", table="post"),
    ),
    BODY: (
        _mark(BODY, table="post", old=_BODY_OLD, fits="not x.edited_here and x.erased_at is null"),
        _REVISION,
        _set(BODY, _BODY + ", edited_at = coalesce(c.edited_at, now())", side="new", table="post"),
    ),
    TITLE: (
        _mark(
            TITLE,
            old="jsonb_build_object('title', x.title, 'loaded', encode(x.loaded_title, 'hex'))",
            joins="join discussions_post p on p.topic_id = x.id and p.kind = 'opening'",
            fits="not p.edited_here and p.erased_at is null",
        ),
        _set(TITLE, _TITLE, side="new"),
    ),
    SCORE: (
        _mark(SCORE, table="post", old="jsonb_build_object('loaded', x.score_loaded)", fits="true"),
        _set(SCORE, _SCORE, side="new", table="post"),
    ),
    TAGS: (
        _mark(TAGS, old=_OLD_TAGS, fits="not x.tagged_here"),
        _UNTAG.format(where="true"),
        _TAG.format(where="true", side="new"),
        _set(TAGS, _TAGS_SEEN, side="new"),
    ),
    ACCEPTED: (
        _mark(
            ACCEPTED,
            old="""jsonb_build_object('answer', x.accepted_id, 'at', x.accepted_at, 'loaded', x.loaded_accepted)""",
            fits="x.accepted_id is not distinct from x.loaded_accepted",
        ),
        _set(ACCEPTED, _ACCEPTED.replace("v.'loaded'", "v.'answer'"), side="new"),
    ),
}

REVERT = {
    BODY: (
        _set(BODY, _BODY + ", edited_at = (v.'edited_at')::timestamptz", side="old", table="post", where=_BODY_STILL),
    ),
    TITLE: (_set(TITLE, _TITLE, side="old", where=_TITLE_STILL),),
    SCORE: (_set(SCORE, _SCORE, side="old", table="post", where=_SCORE_STILL),),
    TAGS: (
        _UNTAG.format(where=_TAGS_STILL),
        _TAG.format(where=_TAGS_STILL, side="old"),
        _set(TAGS, _TAGS_SEEN, side="old", where=_TAGS_STILL),
    ),
    ACCEPTED: (_set(ACCEPTED, _ACCEPTED, side="old", where=_ACCEPTED_STILL),),
    KIND: (
        _UNACCEPT,
        _set(
            KIND,
            "kind = 'reply', parent_id = (v.'parent')::bigint, root_id = (v.'root')::bigint",
            side="old",
            table="post",
            where="x.kind = 'answer'",
        ),
    ),
    ASKED: (
        _set(
            ASKED,
            "kind = 'conversation', accepted_id = null, accepted_at = null, loaded_accepted = null",
            side="old",
            where="x.kind = 'question'",
        ),
    ),
}
"""Fields in the reverse order of applying: an answer is un-accepted before it is a reply again."""

_NONE_DELETED = """
update discussions_topic t set accepted_id = null, accepted_at = null
from discussions_importedchange c, discussions_post p
where c.id = any(%(ids)s) and c.field = 'accepted' and t.id = c.topic_id and p.id = t.accepted_id
    and (p.deleted_at is not null or t.deleted_at is not null)
"""

AFTER = {SCORE: (_TOPIC_SCORE,), ACCEPTED: (_NONE_DELETED,), KIND: (_REROOT,)}
"""What follows from a field's change, in whichever direction it went."""
