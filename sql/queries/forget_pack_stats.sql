-- Drops what was learned of models so long ago that nobody believes it any more.
-- They are a few hundred rows at most.
with packs as (
  delete from bulk.pack_stats where learned_at < (select bulk.clock()) - @age::interval)
delete from bulk.model_stats where learned_at < (select bulk.clock()) - @age::interval;
