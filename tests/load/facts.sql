-- A community of :people persons and about :facts facts over five years, uneven as life is, straight into the tables:
-- for measuring what is made of facts, not how they come in.
select setseed(0.5);

insert into people_person (uid, name, is_staff, is_bot)
select gen_random_uuid(), 'Person ' || n, false, false from generate_series(1, :people) n;

create temporary table who as select id, row_number() over (order by id) as n from people_person;
create unique index on who (n);

insert into ledger_fact
    (kind, version, actor, about, channel, direction, turf, occurred_at, recorded_at, backfill, payload)
select 'people.person.joined', 1, id, 'people.person:' || id, 'site', 'in', 'ours', at, at, true, '{}'
from (select id, timestamptz '2019-01-01' + random() * interval '1500 days' as at from who) joined;

insert into ledger_fact
    (kind, version, actor, counterpart, about, channel, direction, turf, occurred_at, recorded_at, backfill, payload)
select
    case when dice < 0.2 then 'discussions.topic.asked' when dice < 0.55 then 'discussions.answer.posted'
         when dice < 0.9 then 'discussions.reply.posted' else 'discussions.answer.accepted' end,
    1, a.id, case when dice < 0.2 then null else b.id end,
    case when dice < 0.2 then 'discussions.topic:' || topic else 'discussions.post:' || act.n end,
    'site', 'in', 'ours', at, at, true, jsonb_build_object('topic', topic)
from (
    select n, random() as dice, 1 + floor(:people * random() ^ 2)::bigint as one,
           1 + floor(:people * random() ^ 2)::bigint as two,
           case when n % 5 = 0 then n else 5 * floor(random() * :facts / 5)::bigint end as topic,
           timestamptz '2019-06-01' + (n::float / :facts) * interval '1800 days' as at
    from generate_series(1, :facts) n
) act
join who a on a.n = act.one join who b on b.n = act.two;

analyze ledger_fact;
analyze people_person;
