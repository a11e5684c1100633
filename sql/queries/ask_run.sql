-- Asks for a run of a job; the one that is to take its inbox now, or none if it waits for an earlier one.
-- A firing that is repeated after a crash opens no second run: crons are at least a minute apart.
with open as (
  select run_id, state from bulk.nightly_runs where job = @job and state in ('taking', 'extracting')),
asked as (
  insert into bulk.nightly_runs (job, folder, by_hand, state, notify)
  select @job, @folder, @by_hand, case when exists (select from open) then 'waiting' else 'taking' end, @notify::jsonb
  where not exists (select from open where state = 'taking')
    and (@by_hand or not exists (
      select from bulk.nightly_runs
      where job = @job and not by_hand and asked_at > (select bulk.clock()) - interval '30 seconds'))
  on conflict do nothing
  returning run_id, state)
select run_id from open where state = 'taking'
union all
select run_id from asked where state = 'taking';
