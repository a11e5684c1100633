-- Finds the oldest readings of sentinels, which housekeeping forgets.
create index sentinels_read on bulk.sentinels (read_at);
