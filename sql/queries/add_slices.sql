-- Makes one chunk of each slice of a long document, with its pictures.
-- Start and length count code points, as substr does; the offset is the start in UTF-16 units.
insert into bulk.chunks (batch_id, document_no, slice_no, slice_start, slice_offset, slice_length, tokens)
select @batch, @document, s.number, s.start, s.utf16_offset, s.length, s.tokens + d.picture_tokens
from unnest(@numbers, @starts, @offsets, @lengths, @tokens) as s (number, start, utf16_offset, length, tokens)
join bulk.documents d on d.batch_id = @batch and d.document_no = @document
on conflict do nothing;
