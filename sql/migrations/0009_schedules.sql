-- Scheduled runs, and the files that each of them took out of its inbox.
-- A run waits while an earlier one of its job is open; of those that wait there is one a job, which serves them all.

create table bulk.paused_schedules (
  job text primary key,
  paused_at timestamptz not null default bulk.clock());

create table bulk.nightly_runs (
  run_id bigint generated always as identity primary key,
  job text not null,
  folder text not null,
  by_hand boolean not null,
  state text not null check (state in ('waiting', 'taking', 'extracting', 'finished')),
  asked_at timestamptz not null default bulk.clock(),
  ended_at timestamptz);

create unique index nightly_runs_waiting on bulk.nightly_runs (job) where state = 'waiting';
create unique index nightly_runs_open on bulk.nightly_runs (job) where state in ('taking', 'extracting');
create index nightly_runs_job on bulk.nightly_runs (job, run_id);

-- A file is noted before it is touched, so that whoever dies with it in hand leaves a trace of that.
create table bulk.inbox_files (
  file_id bigint generated always as identity primary key,
  run_id bigint not null references bulk.nightly_runs,
  name text not null,
  batch_id bigint unique,
  reason text,
  settled_at timestamptz,
  export_format text,
  export_wish text,
  export_path text unique,
  export_asked_at timestamptz,
  exported_at timestamptz);

create index inbox_files_run on bulk.inbox_files (run_id);
