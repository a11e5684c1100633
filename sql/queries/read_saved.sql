-- How many requests an answer took that a batch has without a request of its own: its share of the one that brought it.
-- By its first @most results; null where nobody knows those requests any more.
select avg(1.0 / greatest(a.answer_count, 1))::float8 as share
from (
  select attempt_id, cached, state from bulk.results where batch_id = @batch order by document_no limit @most) r
cross join lateral (select answer_count from bulk.attempts where attempt_id = r.attempt_id) a
where r.cached and r.state = 'extracted';
