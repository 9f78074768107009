-- What asking language models came to, one row a day, grader and candidate. No answer and no grade stands here.
create table llm_usage (
    day date not null,
    provider text not null,
    model text not null,
    grader_version text not null,
    -- Empty once the candidate was forgotten: what was spent stays spent.
    candidate_id text not null,
    grades integer not null default 0,
    cached integer not null default 0,
    failed integer not null default 0,
    calls integer not null default 0,
    input_tokens bigint not null default 0,
    output_tokens bigint not null default 0,
    -- Null while the model's price is not known: an unknown cost is no cost of nothing.
    cost_micros bigint,
    primary key (day, provider, model, grader_version, candidate_id)
);

create index llm_usage_candidate on llm_usage (candidate_id, day);

-- Token buckets, as Bucket4j keeps them; shared by all instances.
create table llm_bucket (
    id text primary key,
    state bytea,
    expires_at bigint
);

-- What a model made of an answer, so that the same is not paid for twice. The key is a hash over answer, rubric and grader.
create table llm_assessment (
    key text primary key,
    -- Whose answer it was first, so that forgetting the candidate reaches the quotes in here.
    candidate_id text not null,
    assessment text not null,
    created_at timestamptz not null default now()
);

create index llm_assessment_candidate on llm_assessment (candidate_id);
create index llm_assessment_age on llm_assessment (created_at);

-- Attempts whose grade a stand-in gave, to be graded again by the wanted grader.
create table provisional_grade (
    attempt_id uuid primary key references grading_job,
    reason text not null,
    tries integer not null default 0,
    lease uuid,
    due_at timestamptz not null,
    created_at timestamptz not null default now()
);

create index provisional_grade_due on provisional_grade (due_at);
