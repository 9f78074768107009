-- Why is said in the grade itself. After many tries in vain a provisional grade stays.
alter table provisional_grade drop column reason;
alter table provisional_grade add column given_up boolean not null default false;

drop index provisional_grade_due;
create index provisional_grade_due on provisional_grade (due_at) where not given_up;
create index attempt_grade_provisional on attempt_grade (attempt_id) where provisional;
