-- Streams documents in; the order of the columns is that of DocumentCopy.
-- Leaving without completing the copy rolls every row back.
copy bulk.documents (batch_id, document_no, key, text, image, columns, hash, tokens) from stdin (format binary)
