-- A session that nobody opened until long after its planned end is over. In `state` it stands as CANCELLED, which the
-- version before knows how to read; this tells the two apart.
alter table mock_session add column no_show boolean not null default false;
