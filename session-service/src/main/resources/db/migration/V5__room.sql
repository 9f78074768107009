-- The room of a session: how far its log has come. Whoever appends holds this row, so that the log has one order.
create table room (
    session_id uuid primary key references mock_session on delete cascade,
    seq bigint not null,
    -- When the log was last appended to.
    active_at timestamptz not null,
    -- The instances that have the room loaded: whom a commit must wake. Those of killed ones stay for a while, and do no harm.
    watchers uuid[] not null
) with (fillfactor = 50);

-- All that happened and that every participant may see. Rows are only added.
create table room_event (
    session_id uuid not null references room on delete cascade,
    seq bigint not null,
    at timestamptz not null,
    kind text not null,
    -- The participant who did it; null when the room itself did.
    actor uuid,
    -- Names an action, so that doing it twice is doing it once.
    op text,
    -- Of edits: which document came to which version.
    doc text,
    version integer,
    -- JSON, as text: jsonb could not hold every text that a document can.
    data text not null,
    primary key (session_id, seq),
    check ((kind = 'edit') = (doc is not null and version is not null))
);
create unique index room_event_op on room_event (session_id, op) where op is not null;
create unique index room_event_version on room_event (session_id, doc, version) where doc is not null;

-- The state that the log up to there folds to, so that a long one need not be read whole. Can be deleted at any time.
create table room_snapshot (
    session_id uuid primary key references room on delete cascade,
    seq bigint not null,
    state text not null
);

-- Notes and marks of an interviewer: nobody else's ever.
create table room_note (
    id uuid primary key,
    session_id uuid not null references room on delete cascade,
    author uuid not null references session_participant on delete cascade,
    kind text not null check (kind in ('note', 'mark')),
    at timestamptz not null,
    -- How far the room's log had come.
    seq bigint not null,
    data text not null,
    revision integer not null
);
create index room_note_by_author on room_note (session_id, author, at);
