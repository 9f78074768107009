-- From now on that somebody came means that they were in the room while it was live: looking at its page is not enough.
-- The logs are read once, and in a transaction of its own that keeps nobody from reading or writing a log meanwhile.
with told as (
    select e.session_id, e.actor, s.opened_at,
        min(e.at) filter (
            where e.kind = 'join' and e.at >= s.opened_at and e.at <= coalesce(s.ended_at, now())) as came,
        (array_agg(e.kind order by e.seq desc) filter (where e.at < s.opened_at))[1] as earlier
    from room_event e join mock_session s on s.id = e.session_id
    where e.kind in ('join', 'leave') and s.opened_at is not null
    group by e.session_id, e.actor, s.opened_at)
update session_participant p
set joined_at = case when t.earlier = 'join' then t.opened_at else t.came end
from session_participant seen left join told t on t.session_id = seen.session_id and t.actor = seen.id
where seen.id = p.id and p.joined_at is not null;
