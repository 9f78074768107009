-- When its levels went to calibration: not before nobody of the panel is waited for.
alter table scorecard add announced_at timestamptz;
update scorecard set announced_at = handed_in_at where staff;

-- From now on that somebody came means that they were in the room while it was live: looking at its page is not enough.
update session_participant p
set joined_at = (
    select min(e.at) from room_event e
    where e.session_id = p.session_id and e.actor = p.id and e.kind = 'join')
where joined_at is not null;

-- A peer was called by the name they sign in with, which is not a stranger's to know: not in matches to come.
update peer_request set name = 'A peer' where state = 'OPEN';
