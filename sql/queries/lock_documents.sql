-- Lets one worker at a time unite the slices of a document.
-- Without it the last two slices, recorded at once by two workers, would each miss the other.
select pg_advisory_xact_lock(hashtextextended(document, 0))
from (select unnest(@documents) as document order by 1) as d;
