-- How many bytes the pictures of a batch have together.
-- Their lengths stand in their rows: no picture is read for it.
select coalesce(sum(octet_length(picture)), 0)::bigint as picture_bytes
from bulk.documents
where batch_id = @batch and picture is not null;
