-- :people members who joined over ten years, and what they say of themselves: for measuring the directory.
select setseed(0.5);

insert into people_person (uid, name, is_staff, is_bot, joined_at)
select gen_random_uuid(), (array['Ann', 'Ben', 'Cem', 'Dörte', 'Eve', 'Féi'])[1 + n % 6] || ' M' || n % 5000, false, false,
    timestamptz '2014-01-01' + n * interval '25 minutes'
from generate_series(1, :people) n;

insert into person_alias (person, "into", canonical)
select id, id - 1, id - 1 from people_person where id % 2000 = 0;

insert into groups_group (uid, slug, name, kind, audience, summary, founded_at)
select gen_random_uuid(), 'group-' || n, 'Group ' || n, 'interest', case when n <= 30 then 'members' else 'private' end,
    '', timestamptz '2014-01-01'
from generate_series(1, 40) n;

insert into groups_membership (group_id, person_id, role, from_at)
select g.id, p.id, 'member', timestamptz '2014-01-01'
from groups_group g join people_person p on p.id % (g.id * g.id + 1) = 1;

insert into tags_tag (uid, slug, name) select gen_random_uuid(), 'tag-' || n, 'tag-' || n from generate_series(1, 200) n;

insert into tags_follow (tag_id, person_id, from_at)
select t.id, p.id, timestamptz '2014-01-01' from tags_tag t join people_person p on p.id % (t.id * 3) = 0;

insert into profiles_profile (person_id, words, html, html_version, visibility, listed, interests, changed_at)
select id, 'I brew.', '<p>I brew.</p>', 2, v, v, v, now()
from (select id, (array['everyone', 'members', 'my_groups', 'hosts', 'only_me'])[1 + id % 5] as v
      from people_person where id % 2 = 0) p;

insert into profiles_field (uid, key, label, help, kind, options, position, is_required, visibility)
values (gen_random_uuid(), 'style', 'Style', '', 'choices', '["Stout", "Porter", "Lager"]', 2, false, 'members');

insert into profiles_value (person_id, field_id, visibility, text, html, chosen, changed_at)
select p.id, f.id, (array['everyone', 'members', 'my_groups', 'hosts', 'only_me'])[1 + p.id / 2 % 5],
    case when f.kind = 'place' then case when p.id % 3 = 0 then 'Stadt ' || p.id % 4 else 'Dorf ' || p.id % 3000 end else '' end,
    '', case when f.kind = 'place' then '[]' else jsonb_build_array(f.options -> (p.id / 7 % 3)::int) end, now()
from people_person p cross join profiles_field f;

insert into profiles_valueword (value_id, field_id, word)
select id, field_id, lower(case when text <> '' then text else chosen ->> 0 end) from profiles_value;

insert into profiles_valueword (value_id, field_id, word)
select id, field_id, word from profiles_value, regexp_split_to_table(lower(text), ' ') word where text <> '';

insert into profiles_organisation (uid, kind, name, folded)
select gen_random_uuid(), 'employer', 'Firma ' || n, 'firma ' || n from generate_series(1, 5000) n;

insert into profiles_affiliation (uid, person_id, organisation_id, title, visibility, added_at)
select gen_random_uuid(), p.id, 1 + (p.id * 7919) % 5000, 'Brewer',
    (array['everyone', 'members', 'my_groups', 'hosts', 'only_me'])[1 + p.id / 3 % 5], now()
from people_person p where p.id % 3 <> 1;

analyze
