-- A community that wrote :posts posts in ten years, straight into the tables, in words as uneven as those of a language
-- (the n-th word is used about 1/n as often as the first): for measuring searches, not how posts come in.
select setseed(0.5);

create function pg_temp.word(n int) returns text language sql immutable as $$
    select substr(s, 1 + 2 * (n % 40), 2) || substr(s, 1 + 2 * (n / 40 % 40), 2) || substr(s, 1 + 2 * (n / 1600 % 40), 2)
    from (select 'babebibobudadedidodufafefifogagegigokakekikolalelilomamemimonaneninorarerirotate'::text as s) letters
$$;

insert into people_person (uid, name, is_staff, is_bot, joined_at)
select gen_random_uuid(), initcap(pg_temp.word(n % 4000)) || ' ' || initcap(pg_temp.word(n % 3989)), false, false, timestamptz '2014-01-01'
from generate_series(1, greatest(200, :posts / 20)) n;

insert into ledger_batch (source, label, state, opened_at, completed_at)
values ('bench', 'bench', 'complete', now(), now());

insert into groups_group (uid, slug, name, kind, audience, summary, founded_at)
select gen_random_uuid(), 'group-' || n, 'Group ' || n, 'interest',
    case when n <= 6 then 'public' when n <= 24 then 'members' when n <= 34 then 'private' else 'secret' end,
    '', timestamptz '2014-01-01'
from generate_series(1, 40) n;

insert into tags_tag (uid, slug, name) select gen_random_uuid(), pg_temp.word(n), pg_temp.word(n) from generate_series(100, 300) n;

insert into discussions_topic
    (uid, kind, title, group_id, author_id, byline, created_at, last_at, score, answers, replies, tagged_here, batch_id,
     source, source_key)
select gen_random_uuid(), case when n % 4 = 0 then 'conversation' else 'question' end,
    (select string_agg(pg_temp.word(r), ' ')
     from (select floor(power(40000, random()))::int as r from generate_series(1, 6 + n % 5)) drawn),
    groups[1 + floor(40 * power(random(), 2))::int],
    (select min(id) from people_person) + floor(greatest(200, :posts / 20) * power(random(), 3))::bigint, '', at, at, 0,
    case when n % 4 = 0 or n % 3 = 0 then 0 else 2 end, 0, false,
    case when n % 5 > 0 then (select max(id) from ledger_batch) end, 'bench', 't' || n
from (
    select n, timestamptz '2014-01-01' + (n / (:posts / 5.0)) * interval '3650 days' as at
    from generate_series(1, :posts / 5) n
) t, (select array_agg(id order by id) as groups from groups_group) g;

insert into discussions_post
    (uid, topic_id, kind, author_id, byline, markup, source_text, html, html_version, score, score_loaded, created_at,
     edited_here, deleted_reason, batch_id, source, source_key)
select gen_random_uuid(), t.id, case when k = 0 then 'opening' when t.answers > 0 then 'answer' else 'reply' end,
    (select min(id) from people_person) + floor(greatest(200, :posts / 20) * power(random(), 3))::bigint, '', 'html', '',
    '<p>' || (
        select string_agg(pg_temp.word(r), ' ')
        from (select floor(power(40000, random()))::int as r from generate_series(1, 20 + (t.id + k) * 7919 % 110)) drawn
    ) || '</p>',
    1, 0, 0, t.created_at + k * interval '7 hours', false, '', t.batch_id, 'bench', 'p' || t.id || ' ' || k
from discussions_topic t cross join generate_series(0, 4) k;

update discussions_topic t set opening_id = p.id, last_at = t.created_at + interval '28 hours'
from discussions_post p where p.topic_id = t.id and p.kind = 'opening';

insert into discussions_topictag (topic_id, tag_id)
select distinct t.id, floor(200 * power(random(), 2))::bigint + (select min(id) from tags_tag)
from discussions_topic t cross join generate_series(1, 2) k
on conflict do nothing;

analyze;
