-- Notes a migration as applied.
-- In the transaction that applied it: either both happen or neither.
insert into bulk.migrations (name, hash)
values (@name, @hash);
