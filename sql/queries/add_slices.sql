-- Makes one chunk of each slice of a long document.
-- Start and length count code points, as substr does; the offset is the start in UTF-16 units.
insert into bulk.chunks (batch_id, document_no, slice_no, slice_start, slice_offset, slice_length, tokens)
select @batch, @document, *
from unnest(@numbers, @starts, @offsets, @lengths, @tokens)
on conflict do nothing;
