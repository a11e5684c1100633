-- Makes one chunk of each slice of a long document.
-- Start and length count code points, as substr does.
insert into bulk.chunks (batch_id, document_no, slice_no, slice_start, slice_length, tokens)
select @batch, @document, *
from unnest(@numbers, @starts, @lengths, @tokens)
on conflict do nothing;
