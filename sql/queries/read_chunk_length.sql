-- How many tokens a chunk of a batch has on average.
-- A thousand of them say it well enough.
select avg(c.tokens)::float8 as tokens
from (select tokens from bulk.chunks where batch_id = @batch limit 1000) c;
