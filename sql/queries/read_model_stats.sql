-- How models count tokens and are held to the shape of a reply.
-- What one refused is tried again after @format_age: it may have learned it.
select model, token_factors,
  case when format_at > (select bulk.clock()) - @format_age::interval then reply_format end as reply_format
from bulk.model_stats
where learned_at > (select bulk.clock()) - @age::interval
order by learned_at desc
limit 1000;
