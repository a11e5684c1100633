-- Opens the budget of a batch: the scope in which its requests to paid models are counted.
-- It goes with the batch.
insert into bulk.limit_scopes (scope, cost) values (@scope, @cost);
