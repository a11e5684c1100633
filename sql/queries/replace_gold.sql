-- Keeps the gold that a batch was submitted with, in place of its definition's earlier gold.
-- In key order: two submissions at once do not wait for each other crosswise.
with own as (select definition_id from bulk.batches where batch_id = @batch),
given as (
  select distinct on (hash) sha256(convert_to(text, 'UTF8')) as hash, text, fields
  from unnest(@texts, @fields) as g (text, fields)
  order by hash),
gone as (
  delete from bulk.gold g using own o
  where g.definition_id = o.definition_id and g.hash not in (select hash from given))
insert into bulk.gold as g (definition_id, hash, text, fields)
select o.definition_id, n.hash, n.text, n.fields::jsonb from given n cross join own o order by n.hash
on conflict (definition_id, hash) do update set fields = excluded.fields where g.fields <> excluded.fields;
