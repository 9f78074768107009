-- Which trace the grading of an answer belongs to (W3C traceparent); only while an operator records traces.
alter table grading_job add column trace text;
