-- Ends runs whose every file is done with: its batch has ended or is gone, and its export is written.
-- A cancelled batch is exported too: what it has was paid for.
update bulk.nightly_runs r
set state = 'finished', ended_at = bulk.clock()
where r.state = 'extracting' and not exists (
  select from bulk.inbox_files i
  join bulk.batches b on b.batch_id = i.batch_id
  where i.run_id = r.run_id
    and (b.state not in ('finished', 'cancelled') or (i.export_wish is not null and i.exported_at is null)));
