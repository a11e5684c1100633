-- Whether a batch with a deadline can be done by it, as last judged; null where there is no deadline, or no verdict yet.
alter table bulk.batches add column on_time boolean;
