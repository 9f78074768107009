-- What is offered is published_version; 0 when nothing is: never published, or retired.
alter table question
    add column latest_version integer not null default 0,
    add column retired_at timestamptz,
    add column retired_reason text,
    add column updated_at timestamptz not null default now(),
    add column updated_by text not null default 'content',
    -- The last revision that a draft of it had, so that no two drafts ever have the same ETag.
    add column draft_revision bigint not null default 0;

update question q set
    latest_version = q.published_version,
    updated_at = coalesce((
        select v.published_at from question_version v where v.question_id = q.id and v.version = q.published_version),
        q.updated_at);

alter table question_version
    add column slug text,
    add column published_by_id text not null default 'content',
    add column published_by text not null default 'content',
    add column note text;
update question_version v set slug = q.slug from question q where q.id = v.question_id;
alter table question_version alter column slug set not null;

-- At most one draft a question. What lists show of it stands beside its content.
create table question_draft (
    question_id text primary key references question (id),
    state text not null check (state in ('DRAFT', 'IN_REVIEW', 'APPROVED', 'SCHEDULED')),
    revision bigint not null,
    slug text not null,
    base_version integer,
    content text not null,
    title text not null,
    round text,
    topics text[] not null,
    author_id text not null,
    author text not null,
    -- Subjects of all who changed what it says: with four eyes none of them approves it.
    editors text[] not null,
    updated_at timestamptz not null,
    updated_by_id text not null,
    updated_by text not null,
    requested_by text,
    requested_at timestamptz,
    request_comment text,
    decisions text not null default '[]',
    scheduled_for timestamptz,
    scheduled_by_id text,
    scheduled_by text,
    note text,
    check ((state = 'SCHEDULED') = (scheduled_for is not null))
);
create index question_draft_due on question_draft (scheduled_for) where state = 'SCHEDULED';

-- Who did what. Written in the transaction of the deed, never changed.
create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    who_name text not null,
    action text not null,
    question_id text,
    title text,
    summary text not null,
    detail jsonb
);
create index audit_entry_question on audit_entry (question_id, id desc);
create index audit_entry_at on audit_entry (at);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is only ever added to';
end
$$;
create trigger audit_entry_stays before update or delete on audit_entry
    for each row execute function refuse_audit_change();

-- What the files of the content directory say of each question, and what of it was last taken over.
create table content_file_question (
    question_id text primary key,
    source text not null,
    pack_id text not null,
    slug text not null,
    digest text not null,
    content text not null,
    -- What the database held when files and database last agreed; null when they never did.
    taken_slug text,
    taken_digest text,
    -- The pair of texts of which somebody decided that the database's is right.
    accepted_digest text,
    accepted_against text,
    present boolean not null,
    seen_at timestamptz not null
);
-- Until now the files won at each start: what the database holds is what they said last.
insert into content_file_question
    (question_id, source, pack_id, slug, digest, content, taken_slug, taken_digest, present, seen_at)
select q.id, '', q.pack_id, q.slug, q.digest, v.content, q.slug, q.digest, false, now()
from question q join question_version v on v.question_id = q.id and v.version = q.published_version;

create table content_reading (
    one boolean primary key default true check (one),
    read_at timestamptz not null
);

create table bulk_action (
    id uuid primary key,
    at timestamptz not null,
    by_id text not null,
    by_name text not null,
    action text not null,
    value text,
    items text not null,
    undone_at timestamptz,
    undone_by text
);
create index bulk_action_newest on bulk_action (at desc);
