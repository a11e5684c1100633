-- How results leave: as their input came, unless somebody says otherwise.

-- How a CSV that came in was written; null where the input was none, or is older than this.
alter table bulk.batches
  add column csv_delimiter text,
  add column csv_encoding text,
  add column csv_mark boolean;
