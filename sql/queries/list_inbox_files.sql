-- Files that runs took, with what became of their batches.
-- By run, or by job those that are still in somebody's hand.
select i.file_id, i.run_id, i.name, i.batch_id, i.reason, i.settled_at, i.export_format, i.export_wish,
  i.export_path, i.exported_at, b.state as batch_state
from bulk.inbox_files i
join bulk.nightly_runs r using (run_id)
left join bulk.batches b on b.batch_id = i.batch_id
where (@file::bigint is null or i.file_id = @file)
  and (@run::bigint is null or i.run_id = @run)
  and (@job::text is null or (r.job = @job and i.settled_at is null))
order by i.file_id;
