-- Keeps what came of fetching a document's picture, with it and with the documents that say the same.
-- From now on their content is their identity, no longer the address: what stands there may change.
update bulk.documents d
set picture = @picture, problem = @problem, unfetched = @problem::text is not null,
  tokens = d.tokens + @tokens, picture_tokens = d.picture_tokens + @tokens, hash = coalesce(@hash, d.hash)
where d.batch_id = @batch and d.picture is null and d.problem is null
  and (d.document_no = @document or d.document_no in (
    select same.document_no from bulk.duplicates same
    where same.batch_id = @batch and same.original_no = @document));
