-- Empties the texts of a range of documents; their keys, hashes and results stay.
-- The user's own cells are texts too, and an export of the batch keeps its shape with empty ones.
update bulk.documents
set text = '', image = null, picture = null, picture_sizes = null, seen = null,
  columns = array_fill(''::text, array[cardinality(columns)])
where batch_id = @batch and document_no between @first and @last;
