-- Whom this service has forgotten, so that an event or a grade that was still under way does not bring them back. Ids are
-- random, so nobody is found again by their hash.
create table forgotten (
    hash text primary key,
    -- What is younger is not meant: somebody may come back. Never, for an attempt.
    at timestamptz not null,
    noted_at timestamptz not null default now(),
    -- Whether what was said of them is gone from the topics.
    purged boolean not null default false
);

create function forgotten_hash(id text) returns text language sql immutable as $$
    select encode(sha256(convert_to(id, 'UTF8')), 'hex')
$$;

-- Whether what is about that id and of that time belongs to the forgotten.
create function is_forgotten(id text, since timestamptz) returns boolean language sql stable as $$
    select exists (select from forgotten where hash = forgotten_hash(id) and at >= since)
$$;

-- Whether work on somebody that began before the deletion may still be under way.
create function was_just_forgotten(id text) returns boolean language sql stable as $$
    select exists (select from forgotten where hash = forgotten_hash(id) and noted_at > now() - interval '1 hour')
$$;
