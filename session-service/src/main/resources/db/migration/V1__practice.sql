-- Every published version that this service has heard of; attempts point at the one they began with.
create table question_version (
    question_id text not null,
    version integer not null,
    content text not null,
    primary key (question_id, version)
);

-- Which version is offered now; version is null once the question is retired.
create table question (
    id text primary key,
    slug text not null,
    version integer,
    last_version integer not null
);

create table attempt (
    id uuid primary key,
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    -- Copied for lists, so that they need not read the question.
    question_title text not null,
    round text not null,
    minutes integer not null,
    state text not null check (state in ('DRAFT', 'SUBMITTED', 'GRADED', 'IN_REVIEW', 'NOT_GRADED')),
    revision bigint not null,
    text text not null,
    language text not null,
    active_seconds bigint not null,
    started_at timestamptz not null,
    updated_at timestamptz not null,
    submitted_at timestamptz,
    start_key text,
    submission_key text,
    score integer,
    band text,
    confidence double precision,
    grade text,
    not_graded_code text,
    not_graded_detail text,
    foreign key (question_id, question_version) references question_version (question_id, version),
    unique (candidate_id, start_key),
    check (state = 'DRAFT' or submitted_at is not null),
    check ((state in ('GRADED', 'IN_REVIEW')) = (grade is not null))
);
create index attempt_by_candidate on attempt (candidate_id, started_at desc);
