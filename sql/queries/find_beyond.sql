-- Whether a batch has documents behind a number.
-- Numbers have gaps where rows of the input were left out.
select exists (select from bulk.documents where batch_id = @batch and document_no > @number) as is_there;
