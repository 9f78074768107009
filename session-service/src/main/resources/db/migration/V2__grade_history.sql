-- Every grade that an attempt was given, as it was told; the highest sequence counts. Events may come in any order.
create table attempt_grade (
    attempt_id uuid not null references attempt on delete cascade,
    sequence integer not null check (sequence >= 1),
    -- JSON, as the candidate sees it.
    body text not null,
    primary key (attempt_id, sequence)
);

insert into attempt_grade (attempt_id, sequence, body)
select id, 1, jsonb_strip_nulls(jsonb_build_object(
    'sequence', 1, 'kind', 'first', 'state', state, 'by', 'machine',
    'decidedAt', to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'grade', grade::jsonb,
    'notGradedReason', case when not_graded_code is null then null
        else jsonb_build_object('code', not_graded_code, 'detail', not_graded_detail) end))::text
from attempt
where state in ('GRADED', 'IN_REVIEW', 'NOT_GRADED');

-- What a candidate objected to, as it was told last; an end is never undone.
create table attempt_appeal (
    id uuid primary key,
    attempt_id uuid not null references attempt on delete cascade,
    open boolean not null,
    opened_at timestamptz not null,
    body text not null
);
create index attempt_appeal_attempt on attempt_appeal (attempt_id, opened_at desc);

alter table attempt drop constraint attempt_state_check;
alter table attempt add constraint attempt_state_check
    check (state in ('DRAFT', 'SUBMITTED', 'GRADED', 'IN_REVIEW', 'NOT_GRADED', 'APPEALED'));
alter table attempt drop constraint attempt_check1;
alter table attempt add constraint attempt_grade_check
    check ((state in ('GRADED', 'IN_REVIEW', 'APPEALED')) = (grade is not null));
