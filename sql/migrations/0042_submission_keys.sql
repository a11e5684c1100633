-- A key that the submitter chose: the same one again is the same submission.
alter table bulk.batches add column submission_key text unique;
