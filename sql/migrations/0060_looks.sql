-- A chunk that is answered may be asked again: another model for its opinion, or for what its lists lack.
-- look counts the answers that led to another question; voters are the models that had their say; asked names the fields
-- that are asked (null: all); found is what is known already, where only further items are wanted.
alter table bulk.chunks
  add column look int not null default 0,
  add column voters text[] not null default '{}',
  add column asked text[],
  add column found text;

-- Which question an answer belongs to. further: it names only what earlier ones lack.
alter table bulk.answers
  add column look int not null default 0,
  add column asked text[],
  add column further boolean not null default false;

-- What models or slices said, where several had a say: [{"pointer", "values": [{"value", "by": []}]}], the taken one first.
alter table bulk.results add column said jsonb not null default '[]';
