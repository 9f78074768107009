-- What curators say of two questions: that the first asks what the second asks, or that they are near. Of a pair there is one link at most.
create table question_link (
    question_id text not null references question (id) on delete cascade,
    other_id text not null references question (id) on delete cascade,
    kind text not null check (kind in ('duplicate-of', 'related')),
    linked_by_id text not null,
    linked_by text not null,
    linked_at timestamptz not null,
    primary key (question_id, other_id),
    check (question_id <> other_id)
);
create unique index question_link_pair on question_link (least(question_id, other_id), greatest(question_id, other_id));
create index question_link_other on question_link (other_id);
