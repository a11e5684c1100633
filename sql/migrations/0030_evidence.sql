-- What speaks for a result: where each value stands in its document, what is doubtful, how sure it is.
-- grounding: {"/total": {"how", "start", "length", "code_point_start", "code_point_length", "quote", "confidence"}}.
alter table bulk.answers
  add column grounding jsonb not null default '{}',
  add column flags jsonb not null default '[]',
  add column confidence double precision;

alter table bulk.results
  add column grounding jsonb not null default '{}',
  add column flags jsonb not null default '[]';

-- What was detected in a reply, by kind: {"missing": 1, "mixed": 2, "unknown_id": 1, …}; null without a reply.
alter table bulk.attempts add column detected jsonb;

-- What the next model is told about an answer that was not accepted, and where a slice begins in UTF-16 units.
alter table bulk.chunks
  add column hint text,
  add column slice_offset int;
