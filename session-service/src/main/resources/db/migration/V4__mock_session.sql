-- A mock interview: who meets whom, when, about what. What happens in its room stands in the tables of the room.
create table mock_session (
    id uuid primary key,
    title text not null,
    state text not null check (state in ('SCHEDULED', 'LIVE', 'SCORING', 'RELEASED', 'CANCELLED')),
    revision bigint not null,
    starts_at timestamptz not null,
    minutes integer not null check (minutes between 1 and 1440),
    -- IANA name: where the session was planned; instants are kept without it.
    time_zone text not null,
    -- As iCalendar counts (RFC 5545, 3.8.7.4): grows when time or people change.
    sequence integer not null,
    organiser_id text not null,
    organiser_name text not null,
    loop_id text,
    message text,
    -- Two candidates who interview each other: neither chooses whom or about what.
    peer boolean not null,
    creation_key text,
    -- Of the request that came with the key, to tell a retry from another request.
    creation_hash text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    opened_at timestamptz,
    -- When somebody was last seen in the room; a session that nobody attends ends by itself.
    active_at timestamptz,
    ended_at timestamptz,
    -- Who ended it: a participant's id, or 'idle'.
    ended_by text,
    released_at timestamptz,
    cancelled_at timestamptz,
    cancel_reason text,
    unique (organiser_id, creation_key),
    check ((creation_key is null) = (creation_hash is null)),
    check ((state in ('LIVE', 'SCORING', 'RELEASED')) = (opened_at is not null)),
    check ((state in ('SCORING', 'RELEASED')) = (ended_at is not null)),
    check ((state = 'RELEASED') = (released_at is not null)),
    check ((state = 'CANCELLED') = (cancelled_at is not null))
);
create index mock_session_by_start on mock_session (starts_at desc, id);
create index mock_session_live on mock_session (active_at) where state = 'LIVE';

create table session_participant (
    id uuid primary key,
    session_id uuid not null references mock_session on delete cascade,
    role text not null check (role in ('CANDIDATE', 'INTERVIEWER', 'OBSERVER')),
    -- The account's name or an e-mail address, in lower case: what they were invited by.
    account text not null,
    name text not null,
    -- The subject of their token, bound at their first visit.
    person_id text,
    -- Where mail reaches them, once known; time zone as they said, if they did.
    address text,
    time_zone text,
    invited_at timestamptz not null,
    joined_at timestamptz,
    unique (session_id, account),
    unique (session_id, person_id)
);
create unique index session_participant_one_candidate on session_participant (session_id) where role = 'CANDIDATE';
create index session_participant_by_person on session_participant (person_id);
create index session_participant_by_account on session_participant (account);

-- The agenda. Its question versions are frozen when they are put on it.
create table session_item (
    id uuid primary key,
    session_id uuid not null references mock_session on delete cascade,
    position integer not null,
    question_id text not null,
    question_version integer not null,
    title text not null,
    minutes integer not null check (minutes between 1 and 480),
    -- When it was put before the candidate; until then they do not know what it is.
    shown_at timestamptz,
    foreign key (question_id, question_version) references question_version (question_id, version),
    unique (session_id, question_id)
);
create index session_item_by_session on session_item (session_id, position);
