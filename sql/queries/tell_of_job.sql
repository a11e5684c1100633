-- Says to all processes that a background job waits.
-- Heard at the commit.
select pg_notify('bulk_jobs', '');
