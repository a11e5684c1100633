-- Keeps how models count tokens, as JSON arrays by script, and how they are held to the shape of a reply.
-- The latest worker to say so is believed; a format keeps the age it had.
insert into bulk.model_stats (model, token_factors, reply_format, format_at)
select g.model, array(select value::float8 from jsonb_array_elements_text(g.factors::jsonb)), g.format,
  case when g.format is not null then bulk.clock() end
from unnest(@models, @factors, @formats) as g (model, factors, format)
on conflict (model) do update
set token_factors = excluded.token_factors, reply_format = excluded.reply_format,
  format_at = case when bulk.model_stats.reply_format is distinct from excluded.reply_format
    then excluded.format_at else bulk.model_stats.format_at end,
  learned_at = bulk.clock();
