-- When its levels went to calibration: not before nobody of the panel is waited for.
alter table scorecard add announced_at timestamptz;
update scorecard set announced_at = handed_in_at where staff;

-- A peer was called by the name they sign in with, which is not a stranger's to know: not in matches to come.
update peer_request set name = 'A peer' where state = 'OPEN';
