-- Lets one sender at a target, or lets it stay there; nothing where another one is, or where the target rests.
-- A sender that died is forgotten when its time is over.
insert into bulk.notice_targets as t (target, sender, busy_until)
values (@target, @sender, bulk.clock() + @busy::interval)
on conflict (target) do update set sender = excluded.sender, busy_until = excluded.busy_until
where (t.busy_until <= (select bulk.clock()) or t.sender = @sender) and t.rests_until <= (select bulk.clock())
returning target;
