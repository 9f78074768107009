-- Events to be sent, in the order in which they will be.
create table outbox (
    seq bigint generated always as identity primary key,
    id uuid not null unique,
    topic text not null,
    key text not null,
    event text not null,
    appended_at timestamptz not null default now()
);

-- Which events each consumer has taken in.
create table inbox (
    consumer text not null,
    event_id uuid not null,
    taken_in_at timestamptz not null default now(),
    primary key (consumer, event_id)
);

-- Locks the key before it draws the sequence number, so that the order of one key's numbers is the order of their
-- commits; the signal goes out with the commit.
create function outbox_append(new_id uuid, new_topic text, new_key text, new_event text) returns bigint
language plpgsql as $$
declare
    new_seq bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended(new_topic || chr(10) || new_key, 1));
    insert into outbox (id, topic, key, event) values (new_id, new_topic, new_key, new_event) returning seq into new_seq;
    perform pg_notify('outbox', '');
    return new_seq;
end
$$;
