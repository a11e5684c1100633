-- Settles what a request reserved.
-- Only requests with scopes of tokens, dollars or places have anything to settle.
select bulk.settle_permit(@attempt, @tokens, @cost, @weights);
