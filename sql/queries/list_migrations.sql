-- What was applied to this database, oldest first.
-- The hash tells whether a file was changed after it was applied.
select name, hash
from bulk.migrations
order by name;
