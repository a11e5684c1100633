-- Lets nobody cancel some batches while their chunks are asked again; several may ask at once.
-- A statement of its own, so that the next one sees who was faster.
select pg_advisory_xact_lock_shared(hashtextextended('questions of ' || batch, 0))
from (select distinct unnest(@batches) as batch order by 1) as b;
