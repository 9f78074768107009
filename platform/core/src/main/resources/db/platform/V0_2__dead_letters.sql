-- What goes beside an event as Kafka headers: the trace it belongs to, and of which dead letter it is a replay.
alter table outbox add column headers jsonb;

drop function outbox_append(uuid, text, text, text);

create function outbox_append(new_id uuid, new_topic text, new_key text, new_event text, new_headers jsonb default null)
returns bigint
language plpgsql as $$
declare
    new_seq bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended(new_topic || chr(10) || new_key, 1));
    insert into outbox (id, topic, key, event, headers) values (new_id, new_topic, new_key, new_event, new_headers)
    returning seq into new_seq;
    perform pg_notify('outbox', '');
    return new_seq;
end
$$;

-- Events that this service could not process.
create table dead_letter (
    id uuid primary key,
    -- Where the service had read it.
    topic text not null,
    topic_partition integer not null,
    topic_offset bigint not null,
    -- Of the payload, so that a record is known again although its payload is gone.
    fingerprint text not null,
    key text,
    event_id uuid,
    event_type text,
    -- Dead letters of one cause have one id of it.
    cause_id text not null,
    failure text not null,
    cause text not null,
    died_at timestamptz not null,
    size_bytes integer not null,
    -- May hold personal data: only kept until somebody decides. Null from the start when it cannot be sent again.
    payload text,
    replay_of uuid references dead_letter,
    state text not null default 'DEAD' check (state in ('DEAD', 'REPLAYED', 'DISCARDED')),
    settled_at timestamptz,
    unique (topic, topic_partition, topic_offset, fingerprint),
    check ((state = 'DEAD') = (settled_at is null)),
    check (state = 'DEAD' or payload is null)
);

create index dead_letter_newest on dead_letter (died_at desc, id);
create index dead_letter_cause on dead_letter (cause_id, died_at) where state = 'DEAD';
create index dead_letter_replay on dead_letter (replay_of);

-- Who decided what on a dead letter.
create table dead_letter_action (
    id bigint generated always as identity primary key,
    dead_letter_id uuid not null references dead_letter,
    action text not null check (action in ('REPLAYED', 'DISCARDED')),
    actor_id text not null,
    actor_name text not null,
    reason text,
    acted_at timestamptz not null default now()
);

create index dead_letter_action_letter on dead_letter_action (dead_letter_id);

-- Whether an event of a dead letter took effect after all.
create index inbox_event on inbox (event_id);
