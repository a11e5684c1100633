-- What requests took: the thoughts, too; by day what wasted them, and what a batch keeps of those that are removed.

-- The tokens written that are no part of the answer; null where the provider does not tell.
alter table bulk.attempts add column thought_tokens int;

-- wasted_on: why they brought no new answer, by the names of failures; empty where they brought one, and for days that
-- were summed up before this was kept.
alter table bulk.attempt_days
  add column thought_tokens bigint not null default 0,
  add column wasted_on text not null default '',
  drop constraint attempt_days_pkey,
  add primary key (day, account, model, job, outcome, wasted_on);

alter table bulk.batches
  add column past_prompt_tokens bigint not null default 0,
  add column past_completion_tokens bigint not null default 0,
  add column past_thought_tokens bigint not null default 0;

-- Why a request brought no new answer; empty while it is under way, and where it brought one. One whose worker is gone
-- without a word is lost; one without a failure held nothing that could be read.
create function bulk.wasted_on(answer_count int, ended_at timestamptz, failure text, is_there boolean)
returns text language sql immutable as $$
  select case
    when answer_count > 0 or ended_at is null and is_there then ''
    when ended_at is null then 'Lost'
    else coalesce(failure, 'Unreadable')
  end
$$;
