-- What lists and recommendations show of the offered version; the whole stands in question_version.
alter table question
    add column title text,
    add column round text,
    add column topics text[],
    add column minutes integer,
    add column difficulty integer;

update question q set
    title = c.content ->> 'title',
    round = c.content ->> 'round',
    topics = array(select jsonb_array_elements_text(c.content -> 'topics')),
    minutes = (c.content ->> 'minutes')::integer,
    difficulty = (c.content ->> 'difficulty')::integer
from (select question_id, version, content::jsonb as content from question_version) c
where c.question_id = q.id and c.version = q.last_version;

alter table question
    alter column title set not null,
    alter column round set not null,
    alter column topics set not null,
    alter column minutes set not null,
    alter column difficulty set not null;
create index question_topics on question using gin (topics);

create index attempt_by_candidate_question on attempt (candidate_id, question_id, submitted_at);

create table bookmark (
    person_id text not null,
    question_id text not null references question (id),
    marked_at timestamptz not null,
    primary key (person_id, question_id)
);
create index bookmark_by_person on bookmark (person_id, marked_at desc);

-- The study plans of the catalog, as it told of them last; one that is withdrawn stays for those who follow it.
create table study_plan (
    id text primary key,
    offered boolean not null,
    told_at timestamptz not null,
    content text not null
);

-- Which plan a candidate follows.
create table chosen_plan (
    candidate_id text primary key,
    plan_id text not null references study_plan (id),
    interview_date date,
    chosen_at timestamptz not null
);

-- Which of its activities they say are done.
create table plan_tick (
    candidate_id text not null references chosen_plan (candidate_id) on delete cascade,
    activity_id text not null,
    ticked_at timestamptz not null,
    primary key (candidate_id, activity_id)
);
