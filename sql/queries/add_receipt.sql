-- Notes what a submission with a key said, so that another one with the same key can be told from the same one.
-- The price follows once it is known.
insert into bulk.receipts (batch_id, said) values (@batch, @said);
