-- Documents as they were at some of their versions, so that words which are quoted of a long session are found without
-- going through all of its log. Rows are only added, with snapshots, and can be deleted at any time.
create table room_text (
    session_id uuid not null references room on delete cascade,
    doc text not null,
    version integer not null,
    -- JSON, as text, as in the entry that began the document.
    data text not null,
    primary key (session_id, doc, version)
);
