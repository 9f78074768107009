-- Every grade of an attempt: the first one, and whatever came after. Rows are never changed; the highest sequence counts.
create table attempt_grade (
    attempt_id uuid not null references grading_job,
    sequence integer not null check (sequence >= 1),
    kind text not null check (kind in ('FIRST', 'REPLACEMENT', 'RETRY', 'REGRADE', 'REVIEW', 'APPEAL')),
    state text not null check (state in ('GRADED', 'IN_REVIEW', 'NOT_GRADED')),
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    -- Copied out of the body, for figures over many grades.
    score integer,
    band text,
    grader text,
    grader_version text,
    provisional boolean not null,
    body text not null,
    comment text,
    -- Who decided; empty when the machine did.
    decided_by text,
    decided_at timestamptz not null,
    primary key (attempt_id, sequence),
    check ((sequence = 1) = (kind = 'FIRST')),
    check ((kind in ('REVIEW', 'APPEAL')) = (decided_by is not null))
);
create index attempt_grade_question on attempt_grade (question_id, question_version);
create index attempt_grade_candidate on attempt_grade (candidate_id);

insert into attempt_grade (attempt_id, sequence, kind, state, candidate_id, question_id, question_version, score, band,
    grader, grader_version, provisional, body, decided_at)
select attempt_id, 1, 'FIRST', state, candidate_id, question_id, question_version,
    (body::jsonb #>> '{grade,score}')::integer, body::jsonb #>> '{grade,band}',
    body::jsonb #>> '{grade,provenance,grader}', body::jsonb #>> '{grade,provenance,graderVersion}',
    coalesce((body::jsonb #>> '{grade,provisional}')::boolean, false),
    jsonb_strip_nulls(jsonb_build_object(
        'grade', body::jsonb -> 'grade', 'notGradedReason', body::jsonb -> 'notGradedReason'))::text,
    decided_at
from first_grade;

drop table first_grade;

-- An attempt that could not be graded may be graded again, by the same jobs.
alter table grading_job add column retry boolean not null default false;
alter table grading_job add column retried_at timestamptz;

-- A candidate asks for another look.
create table appeal (
    id uuid primary key,
    attempt_id uuid not null references grading_job,
    candidate_id text not null,
    -- The grade that is appealed.
    grade_sequence integer not null,
    criteria text not null,
    reason text not null,
    state text not null check (state in ('OPEN', 'DECIDED', 'WITHDRAWN')),
    opened_at timestamptz not null,
    ended_at timestamptz,
    changed boolean,
    outcome_sequence integer,
    comment text,
    foreign key (attempt_id, grade_sequence) references attempt_grade (attempt_id, sequence),
    check ((state = 'OPEN') = (ended_at is null)),
    check ((state = 'DECIDED') = (outcome_sequence is not null))
);
create unique index appeal_open on appeal (attempt_id) where state = 'OPEN';
create index appeal_candidate on appeal (candidate_id, opened_at desc);

-- A person is asked to look at an attempt.
create table review (
    id uuid primary key,
    attempt_id uuid not null references grading_job,
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    -- Copied for lists.
    question_title text not null,
    round text not null,
    kind text not null check (kind in ('DOUBT', 'APPEAL', 'SAMPLE')),
    appeal_id uuid references appeal,
    reasons text not null,
    state text not null check (state in ('OPEN', 'DECIDED', 'WITHDRAWN')),
    revision bigint not null,
    opened_at timestamptz not null,
    due_at timestamptz not null,
    claimed_by text,
    claimed_name text,
    claimed_until timestamptz,
    -- Whether the one who holds it has handed in own marks.
    marked boolean not null,
    decision text,
    ended_at timestamptz,
    check ((kind = 'APPEAL') = (appeal_id is not null)),
    check ((claimed_by is null) = (claimed_until is null)),
    check ((state = 'OPEN') = (ended_at is null)),
    check ((state = 'DECIDED') = (decision is not null))
);
create unique index review_open on review (attempt_id, kind) where state = 'OPEN';
create index review_due on review (due_at) where state = 'OPEN';
create index review_attempt on review (attempt_id);

-- What a reviewer thinks, from the first autosave; final once handed in. Another reviewer's never replaces it.
create table review_marks (
    review_id uuid not null references review,
    reviewer text not null,
    body text not null,
    -- False when the reviewer had seen the machine's marks before.
    blind boolean not null,
    saved_at timestamptz not null,
    handed_in_at timestamptz,
    primary key (review_id, reviewer)
);

-- The levels that people gave, one row a criterion: what calibration reads.
create table human_mark (
    source text not null check (source in ('REVIEW', 'SCORECARD')),
    source_id uuid not null,
    attempt_id uuid not null,
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    question_title text not null,
    criterion_id text not null,
    criterion_title text not null,
    reviewer text not null,
    reviewer_name text not null,
    level integer not null check (level between 0 and 4),
    blind boolean not null,
    -- What the machine said, and which one it was; empty when there is no machine's grade.
    machine_level integer check (machine_level between 0 and 4),
    grader text,
    grader_version text,
    marked_at timestamptz not null,
    primary key (source_id, reviewer, criterion_id)
);
create index human_mark_question on human_mark (question_id, marked_at);
create index human_mark_attempt on human_mark (attempt_id, criterion_id);

-- Who did what with a review, for admins.
create table review_log (
    id bigint generated always as identity primary key,
    review_id uuid not null references review,
    at timestamptz not null,
    who text not null,
    what text not null,
    detail text
);
create index review_log_review on review_log (review_id, id);

-- Staff who read a grade outside of a review. They are no longer blind for that attempt.
create table grade_reading (
    attempt_id uuid not null references grading_job,
    reader text not null,
    first_read_at timestamptz not null,
    primary key (attempt_id, reader)
);
