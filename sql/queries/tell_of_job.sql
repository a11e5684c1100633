-- Says to all processes that a background job waits.
-- Heard at the commit.
notify bulk_jobs;
