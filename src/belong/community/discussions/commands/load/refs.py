"""Links between records of an archive: from the addresses that they had to the pages here."""

import re
from collections import defaultdict
from collections.abc import Iterable
from time import monotonic
from uuid import UUID

from django.db import connection, transaction

from belong.community.discussions.blobs import attachment_url
from belong.community.discussions.commands.load.given import without_lost_links
from belong.community.discussions.making import post_url, topic_url
from belong.community.discussions.models import OPENING
from belong.community.discussions.rows import Progress
from belong.ground.kernel.public import rewrite_links

POSTS_A_SLICE = 300

NEXT = """
select r.id, r.post_id, r.in_change, r.href, p.source_text, coalesce(c.new ->> 'source_text', ''),
    p.html, coalesce(c.new ->> 'html', ''), target.kind, target.uid, t.uid, a.uid
from (
    select * from discussions_importedref
    where batch_id = %(batch)s and post_id in (
        select distinct post_id from discussions_importedref
        where batch_id = %(batch)s order by post_id limit %(limit)s)
) r
join discussions_post p on p.id = r.post_id
left join discussions_importedchange c
    on r.in_change and c.batch_id = r.batch_id and c.post_id = r.post_id and c.field = 'body'
left join discussions_post target on target.source = p.source and target.source_key = r.target_key
    and (target.batch_id is null or target.batch_id = r.batch_id
        or target.batch_id in (select id from ledger_batch where state = 'complete'))
left join discussions_topic t on t.id = target.topic_id
left join discussions_attachment a on a.source = p.source and a.source_key = r.target_key
    and (a.batch_id = r.batch_id or a.batch_id in (select id from ledger_batch where state = 'complete'))
"""
WRITE = """
update discussions_post p set html = n.html, source_text = n.source
from unnest(%s::bigint[], %s::text[], %s::text[]) as n (id, html, source) where p.id = n.id
"""
WRITE_CHANGE = """
update discussions_importedchange c
set new = c.new || jsonb_build_object('html', n.html, 'source_text', n.source)
from unnest(%s::bigint[], %s::text[], %s::text[]) as n (id, html, source)
where c.batch_id = %s and c.post_id = n.id and c.field = 'body'
"""
URLS = """
select p.source_key, p.kind, p.uid, t.uid
from discussions_post p join discussions_topic t on t.id = p.topic_id
where p.source = %s and p.source_key = any(%s)
"""


def urls_of(source: str, keys: Iterable[str]) -> dict[str, str]:
    """The addresses here of those of the source's records that were ever loaded, whether or not anybody sees them."""
    with connection.cursor() as cursor:
        cursor.execute(URLS, [source, list(keys)])
        return {key: _url(kind, uid, topic) for key, kind, uid, topic in cursor.fetchall()}


def _url(kind: str, uid: UUID, topic: UUID) -> str:
    return topic_url(topic) if kind == OPENING else post_url(topic, uid)


def rewrite(batch: int, seconds: float = 0.4) -> Progress:
    """Point the links of a batch's texts to the pages here, for about `seconds`, after all its records are loaded.

    Call it until it is done, before the batch is complete. A link to a record that was not taken keeps its address, or
    loses it and keeps its words where the address meant nothing outside the archive.
    """
    until = monotonic() + seconds
    changed = 0
    while True:
        with transaction.atomic():
            count, left = _slice(batch)
        changed += count
        if not left:
            return Progress(True, changed)
        if monotonic() >= until:
            return Progress(False, changed)


def _slice(batch: int) -> tuple[int, bool]:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, {"batch": batch, "limit": POSTS_A_SLICE})
        rows = cursor.fetchall()
        texts: dict[tuple[int, bool], tuple[str, str]] = {}
        links: defaultdict[tuple[int, bool], dict[str, str]] = defaultdict(dict)
        for _, post, in_change, href, source, new_source, html, new_html, kind, uid, topic, file in rows:
            texts[post, in_change] = (new_html, new_source) if in_change else (html, source)
            if kind is not None:
                links[post, in_change][href] = _url(kind, uid, topic)
            elif file is not None:
                links[post, in_change][href] = attachment_url(file)
        for in_change, statement, further in ((False, WRITE, []), (True, WRITE_CHANGE, [batch])):
            done = [
                (post, *_rewritten(*text, links[post, changed]))
                for (post, changed), text in texts.items()
                if changed is in_change
            ]
            if done:
                ids, htmls, sources = zip(*done, strict=True)
                cursor.execute(statement, [list(ids), list(htmls), list(sources), *further])
        cursor.execute("delete from discussions_importedref where id = any(%s)", [[row[0] for row in rows]])
    return len(texts), bool(rows)


def _rewritten(html: str, source: str, links: dict[str, str]) -> tuple[str, str]:
    for href, url in sorted(links.items(), key=lambda link: -len(link[0])):
        source = re.sub(re.escape(href) + r"(?=[\s)>\]\"'*,;]|$)", url, source)
    return without_lost_links(rewrite_links(html, links)), source
