-- Room on the page for what is always changed soon: the new version of a request stands beside its old one, and no
-- index has to hear of it; those of a chunk, which is leased and answered, need no other page.
alter table bulk.attempts set (fillfactor = 60);
alter table bulk.chunks set (fillfactor = 50);
