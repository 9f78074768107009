-- Candidates who want to interview each other.
create table peer_request (
    id uuid primary key,
    person_id text not null,
    account text not null,
    name text not null,
    address text,
    time_zone text not null,
    topics text[] not null,
    level text not null check (level in ('L3', 'L4', 'L5', 'L6', 'L7')),
    state text not null check (state in ('OPEN', 'MATCHED', 'WITHDRAWN', 'EXPIRED')),
    created_at timestamptz not null,
    ended_at timestamptz,
    partner_name text,
    starts_at timestamptz,
    -- In the one they ask, in the other they are asked.
    asking_session_id uuid references mock_session on delete set null,
    answering_session_id uuid references mock_session on delete set null,
    check ((state = 'OPEN') = (ended_at is null)),
    check ((state = 'MATCHED') = (starts_at is not null))
);
create unique index peer_request_one_open on peer_request (person_id) where state = 'OPEN';
create index peer_request_by_person on peer_request (person_id, created_at desc);

-- When they could.
create table peer_time (
    request_id uuid not null references peer_request on delete cascade,
    starts_at timestamptz not null,
    primary key (request_id, starts_at)
);
create index peer_time_by_start on peer_time (starts_at);
