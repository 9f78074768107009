-- What one interviewer thinks of a session, from the first autosave; final once handed in.
create table scorecard (
    session_id uuid not null references mock_session on delete cascade,
    interviewer uuid not null references session_participant on delete cascade,
    revision bigint not null,
    body text not null,
    saved_at timestamptz not null,
    handed_in_at timestamptz,
    -- Whether an interviewer by profession handed it in, or a candidate who interviews a peer.
    staff boolean not null default false,
    primary key (session_id, interviewer),
    check (handed_in_at is not null or not staff)
);
create index scorecard_by_interviewer on scorecard (interviewer);

-- The levels of cards that were handed in, one row a criterion, for figures; level is null for what was not seen.
create table scorecard_level (
    session_id uuid not null,
    interviewer uuid not null,
    item_id uuid not null references session_item on delete cascade,
    criterion_id text not null,
    level integer check (level between 0 and 4),
    primary key (session_id, interviewer, item_id, criterion_id),
    foreign key (session_id, interviewer) references scorecard on delete cascade
);
create index scorecard_level_by_item on scorecard_level (item_id, criterion_id);

-- An interviewer who is not waited for, because somebody of the panel said so.
create table scorecard_excuse (
    session_id uuid not null references mock_session on delete cascade,
    interviewer uuid not null references session_participant on delete cascade,
    excused_by uuid not null references session_participant on delete cascade,
    excused_at timestamptz not null,
    primary key (session_id, interviewer)
);

-- What the panel agreed on. The cards stay as they were, so the difference stays on record.
create table reconciliation (
    session_id uuid primary key references mock_session on delete cascade,
    revision bigint not null,
    body text not null,
    saved_by uuid not null references session_participant on delete cascade,
    saved_at timestamptz not null
);

-- What goes out to the candidate: how the panel composes it, and, once it is released, how it went.
create table session_release (
    session_id uuid primary key references mock_session on delete cascade,
    revision bigint not null,
    body text not null,
    saved_by uuid not null references session_participant on delete cascade,
    saved_at timestamptz not null,
    report text,
    released_at timestamptz,
    check ((report is null) = (released_at is null))
);

-- The scores of released sessions, on the scale of practice: part of the candidate's own history.
create table session_result (
    session_id uuid not null references mock_session on delete cascade,
    item_id uuid not null references session_item on delete cascade,
    candidate_id text not null,
    question_id text not null,
    question_version integer not null,
    score integer not null check (score between 0 and 100),
    band text not null,
    released_at timestamptz not null,
    primary key (session_id, item_id)
);
create index session_result_by_candidate on session_result (candidate_id, released_at desc);

-- What the grader thinks of an answer that an interviewer has marked.
create table grader_opinion (
    id uuid primary key,
    session_id uuid not null references mock_session on delete cascade,
    interviewer uuid not null references session_participant on delete cascade,
    item_id uuid not null references session_item on delete cascade,
    state text not null check (state in ('WAITING', 'READY', 'FAILED')),
    -- What it was asked about: the document at the end and what the candidate said.
    text text not null,
    language text not null,
    body text,
    asked_at timestamptz not null,
    given_at timestamptz,
    unique (interviewer, item_id),
    check ((state = 'WAITING') = (body is null))
);

-- What the candidate thinks of the interview.
create table session_rating (
    session_id uuid primary key references mock_session on delete cascade,
    stars integer not null check (stars between 1 and 5),
    comment text,
    reply text,
    rated_at timestamptz not null
);
