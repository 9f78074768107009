-- What was last said of each study plan on catalog.plans, to say it again only when it changes.
create table published_plan (
    id text primary key,
    digest text not null
);
