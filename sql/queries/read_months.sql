-- What the requests of each month brought, by account, for the last twelve months; the latest first.
-- Of days that were summed up: not yet of yesterday and today.
select to_char(day, 'YYYY-MM') as month, account, sum(request_count)::bigint as request_count,
  sum(wasted_count)::bigint as wasted_count, sum(answer_count)::bigint as row_count
from bulk.attempt_days
where day >= (date_trunc('month', (select bulk.clock()), 'UTC') at time zone 'UTC')::date - interval '11 months'
group by 1, 2
order by 1 desc, 2;
