-- What attempts, grades and sessions refer to: a version that is there says what it said, whoever asks. A retirement, an undo and a restoration
-- change which version is offered, or add the next one.
create function refuse_version_change() returns trigger language plpgsql as $$
begin
    raise exception 'A published version never changes' using errcode = 'restrict_violation';
end
$$;
create trigger question_version_stays before update or delete on question_version
    for each row execute function refuse_version_change();
create trigger question_version_is_not_emptied before truncate on question_version
    for each statement execute function refuse_version_change();
