-- The past by time: requests come in the order of time, so that the smallest of indexes finds a span of them.
create index attempts_granted on bulk.attempts using brin (granted_at) with (pages_per_range = 16);

-- One row a run of a background job.
create table bulk.job_runs (
  run_id bigint generated always as identity primary key,
  job_id text not null,
  work text not null,
  host text not null,
  started_at timestamptz not null default bulk.clock(),
  ended_at timestamptz,
  outcome text not null default 'running' check (outcome in ('running', 'done', 'failed', 'stopped')),
  reason text);

create index job_runs_started on bulk.job_runs (started_at desc);
