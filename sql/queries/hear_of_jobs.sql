-- Hears when any process says that a background job waits.
-- For as long as the connection is this one's.
listen bulk_jobs;
