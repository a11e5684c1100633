-- What days allow and have spent: of a batch's accounts or, where no batch is named, of all that were used today.
-- Days are shared by the models of an account's tier.
select s.scope, s.requests, case when s.day = t.day then s.day_used else 0 end as used,
  coalesce(s.learned = s.requests and s.learned < s.declared, false) as learned
from bulk.limit_scopes s
cross join lateral (select bulk.window_day(s.monthly, s.zone, (select bulk.clock())) as day) t
where s.requests is not null and s.span is null and not s.monthly and s.scope ~ '^account .* (local|free|paid) per day$'
  and case when @batch::bigint is null then s.day = t.day else exists (
    select from bulk.batches b, unnest(b.accounts) account
    where b.batch_id = @batch and starts_with(s.scope, 'account ' || account || ' ')) end
order by s.scope;
