-- What a version means, as a language model sees it: computed once, after publication, never of the rubric.
create table question_meaning (
    question_id text not null,
    version integer not null,
    -- Vectors of different models cannot be compared.
    model text not null,
    -- 32-bit floats, little endian.
    vector bytea not null,
    primary key (question_id, version, model),
    foreign key (question_id, version) references question_version (question_id, version) on delete cascade
);

-- Every instance searches in memory: a commit that changes what is offered tells them all which questions, or '' for
-- more than fit into a signal.
create function tell_search() returns trigger language plpgsql as $$
declare
    ids text;
begin
    if tg_table_name = 'question' then
        select string_agg(id, ',') into ids from changed;
    else
        select string_agg(question_id, ',') into ids from changed;
    end if;
    if ids is not null then
        perform pg_notify('search', case when octet_length(ids) > 7900 then '' else ids end);
    end if;
    return null;
end
$$;
create trigger question_added_tells_search after insert on question
    referencing new table as changed for each statement execute function tell_search();
create trigger question_changed_tells_search after update on question
    referencing new table as changed for each statement execute function tell_search();
create trigger question_removed_tells_search after delete on question
    referencing old table as changed for each statement execute function tell_search();

create trigger meaning_added_tells_search after insert on question_meaning
    referencing new table as changed for each statement execute function tell_search();
