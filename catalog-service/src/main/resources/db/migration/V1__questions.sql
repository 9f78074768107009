create table question (
    id text primary key,
    slug text not null unique,
    pack_id text not null,
    published_version integer not null,
    digest text not null
);

-- A published version never changes. The columns beside the content are what is searched and filtered by.
create table question_version (
    id text primary key,
    question_id text not null references question (id),
    version integer not null,
    content text not null,
    title text not null,
    round text not null,
    topics text[] not null,
    level_min integer not null,
    level_max integer not null,
    difficulty integer not null,
    minutes integer not null,
    answer_format text not null,
    companies text[] not null,
    covers text[] not null,
    excerpt text not null,
    -- Words of topics and companies, and what a candidate may read of the question: never the rubric, or a search would leak it.
    search_words text not null,
    search_body text not null,
    published_at timestamptz not null,
    search tsvector generated always as (
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', search_words), 'B')
        || setweight(to_tsvector('english', search_body), 'C')
    ) stored,
    unique (question_id, version)
);
create index question_version_search on question_version using gin (search);
create index question_version_topics on question_version using gin (topics);

create table revealed_question (
    candidate_id text not null,
    question_id text not null,
    revealed_at timestamptz not null,
    primary key (candidate_id, question_id)
);
