-- Every question version that was ever published, as its event had it; it never changes.
create table question_version (
    question_id text not null,
    version integer not null check (version >= 1),
    content text not null,
    received_at timestamptz not null default now(),
    primary key (question_id, version)
);

-- Questions that are no longer offered. Attempts on them are graded all the same.
create table question_retirement (
    question_id text primary key,
    version integer not null,
    retired_at timestamptz not null
);

-- One row an attempt: an answer that is to be graded, or was. The answer stays, for evidence and for grading again.
create table grading_job (
    attempt_id uuid primary key,
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    answer text not null,
    language text not null check (language in ('markdown', 'python')),
    submitted_at timestamptz not null,
    received_at timestamptz not null default now(),
    done boolean not null default false,
    -- Who holds it; another may take it once due_at has passed.
    lease uuid,
    due_at timestamptz not null default now(),
    claims integer not null default 0,
    failures integer not null default 0
);

create index grading_job_due on grading_job (due_at) where not done;
create index grading_job_question on grading_job (question_id) where not done;
create index grading_job_candidate on grading_job (candidate_id);

-- The first grade of an attempt, or the reason why there is none: exactly one row, never changed.
create table first_grade (
    attempt_id uuid primary key references grading_job,
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    state text not null check (state in ('GRADED', 'IN_REVIEW', 'NOT_GRADED')),
    body text not null,
    decided_at timestamptz not null default now()
);

create index first_grade_question on first_grade (question_id, question_version);
create index first_grade_candidate on first_grade (candidate_id);
