-- What the health of questions is reckoned from: figures of each answer, never its words. What comes on different topics
-- may come in any order, so every column but the key may be missing for a while.
create table answer_figure (
    attempt_id text primary key,
    candidate_id text not null,
    question_id text,
    question_version integer,
    submitted_at timestamptz,
    active_seconds integer,
    -- The grade that counts: the one with the highest sequence.
    sequence integer not null default 0,
    state text,
    score integer,
    -- Level by criterion, of the grade that counts.
    levels jsonb,
    -- The last score that each kind of grader gave, to set them beside each other.
    machine_sequence integer not null default 0,
    machine_score integer,
    human_sequence integer not null default 0,
    human_score integer
);
create index answer_figure_question on answer_figure (question_id, question_version);
create index answer_figure_candidate on answer_figure (candidate_id);

create table appeal_figure (
    appeal_id text primary key,
    attempt_id text not null,
    candidate_id text not null,
    opened_at timestamptz not null,
    state text not null,
    granted boolean not null
);
create index appeal_figure_attempt on appeal_figure (attempt_id);
create index appeal_figure_candidate on appeal_figure (candidate_id);
