-- What interviewers of mock sessions ask the grader. What was asked is erased when it is answered; the levels stay, so that
-- marks that come later find them.
create table opinion (
    id uuid primary key,
    session_id uuid not null,
    item_id uuid not null,
    -- Whose answer it is; empty when nobody's.
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    answer text not null,
    language text not null,
    requested_by text not null,
    requested_at timestamptz not null,
    received_at timestamptz not null default now(),
    state text not null default 'WAITING' check (state in ('WAITING', 'GIVEN')),
    due_at timestamptz not null default now(),
    lease uuid,
    failures integer not null default 0,
    -- JSON: level by criterion; null when there is no grade.
    levels text,
    grader text,
    grader_version text,
    trace text,
    unique (item_id, requested_by),
    check ((levels is null) = (grader is null))
);
create index opinion_due on opinion (due_at) where state = 'WAITING';
create index opinion_candidate on opinion (candidate_id);
create index human_mark_candidate on human_mark (candidate_id) where source = 'SCORECARD';
