-- How somebody who is invited comes in. Only the hash of the link is known; a new link ends the former one.
create table join_link (
    participant_id uuid not null references session_participant on delete cascade,
    -- Of the newest mail, or made by hand: mail that is still on its way must not end a link that somebody was just given.
    source text not null check (source in ('MAIL', 'HAND')),
    session_id uuid not null references mock_session on delete cascade,
    token_hash text not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (participant_id, source)
);

-- Mail to be sent, written in the transaction that it tells of. What it says is put together when it leaves.
create table mail (
    id uuid primary key,
    session_id uuid not null references mock_session on delete cascade,
    participant_id uuid not null,
    kind text not null check (kind in ('INVITATION', 'UPDATE', 'CANCELLATION', 'REMOVAL', 'RELEASE')),
    -- Of the session, when the mail was called for.
    sequence integer not null,
    -- To whom; nothing of it is left once the mail is sent.
    person_id text,
    account text,
    address text,
    name text,
    time_zone text,
    created_at timestamptz not null,
    tries integer not null,
    -- When to try next; null once it is done with.
    due_at timestamptz,
    outcome text check (outcome in ('SENT', 'SUPERSEDED', 'GIVEN_UP')),
    ended_at timestamptz,
    -- Nobody is told the same twice.
    unique (session_id, participant_id, sequence, kind),
    check ((due_at is null) = (outcome is not null)),
    check (outcome is not null or address is not null)
);
create index mail_due on mail (due_at) where due_at is not null;
create index mail_of_participant on mail (participant_id);
