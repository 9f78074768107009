-- When a focus time was stored, by the database's clock: how much of it is left must not depend on the clock of the
-- instance that is asked. Null in all other entries, and in those from before.
alter table room_event add column stored_at timestamptz;
