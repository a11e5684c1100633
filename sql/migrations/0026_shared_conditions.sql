-- What several queries ask in the same words.

-- Whether a document is the one with a key, or holds a text, however it is capitalised; null finds all.
create function bulk.is_found(key text, content text, search text) returns boolean language sql immutable as $$
  select search is null or key = search or strpos(lower(content), lower(search)) > 0
$$;

-- The number of a batch's last document: there may be fewer of them, since rows of the input were left out.
create function bulk.last_document(in_batch bigint) returns int language sql stable as $$
  select coalesce(max(document_no), 0) from bulk.documents where batch_id = in_batch
$$;
