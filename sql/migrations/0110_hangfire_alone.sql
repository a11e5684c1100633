-- Hangfire runs the background jobs of every database.
-- What it holds of jobs that an older program stored cannot be run any more; what they were for is asked for anew.

drop table bulk.background_engine;

alter table bulk.workers drop column engine;

drop schema if exists hangfire cascade;
