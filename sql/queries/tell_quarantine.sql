-- Tells that a model is asked no more for the definition of a batch, in the transaction that says so.
-- What its answers lost by that is told by the batch itself.
select bulk.tell('model_quarantined', @batch,
  jsonb_build_object('model', @model::text, 'account', @account::text, 'reason', @reason::text));
