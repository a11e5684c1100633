-- A document may have several pictures, those of a scan's pages: they stand one behind the other in `picture`.
-- picture_sizes: how long each is; null: there is one at most.
-- picture_tokens: those of the tokens that are theirs, which no cut of the text makes fewer.
-- seen: what a program read in the pictures, so that values are found there; a form feed parts pages.
alter table bulk.documents
  add column picture_sizes int[],
  add column picture_tokens int not null default 0,
  add column seen text;
