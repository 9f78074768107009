-- Past attempts graded again: first a preview, then applied or discarded.
create table regrade (
    id uuid primary key,
    state text not null check (state in ('RUNNING', 'READY', 'APPLYING', 'APPLIED', 'DISCARDED')),
    question_id text,
    grader text,
    grader_version text,
    since timestamptz,
    until timestamptz,
    latest_rubric boolean not null,
    over_person boolean not null,
    opened_by text not null,
    opened_at timestamptz not null,
    ended_at timestamptz
);
-- One open re-grade a scope; an absent bound is a bound too.
create unique index regrade_open on regrade (coalesce(question_id, ''), coalesce(grader, ''), coalesce(grader_version, ''))
    where state in ('RUNNING', 'READY', 'APPLYING');

-- One row an attempt. Who works on it holds it by a lease, as with grading itself.
create table regrade_item (
    regrade_id uuid not null references regrade on delete cascade,
    attempt_id uuid not null references grading_job,
    question_id text not null,
    state text not null check (state in ('WAITING', 'GRADED', 'FAILED', 'APPLIED', 'SKIPPED')),
    -- The grade that was current when the preview was opened.
    base_sequence integer not null,
    by_person boolean not null,
    old_score integer not null,
    old_band text not null,
    new_score integer,
    new_band text,
    grader text,
    grader_version text,
    -- JSON: the new grade, whole.
    body text,
    detail text,
    lease uuid,
    due_at timestamptz not null default now(),
    failures integer not null default 0,
    primary key (regrade_id, attempt_id)
);
create index regrade_item_due on regrade_item (due_at) where state in ('WAITING', 'GRADED');
