-- What was not taken of a document as it stood in the input; told among the flags of its result.
alter table bulk.documents add column note text;

create function bulk.flags_of(flags jsonb, note text) returns jsonb language sql immutable as $$
  select case when note is null then flags else coalesce(flags, '[]') || to_jsonb(note) end
$$;

-- What a submission with a key said of its batch, and the requests it was told: the same key again is told the same.
create table bulk.receipts (
  batch_id bigint primary key references bulk.batches on delete cascade,
  said text not null,
  requests int);

-- Lets the readers of results log in with a password, if one is given; whether they can. Null: there is no such role.
create function bulk.let_readers_in(in_password text) returns boolean language plpgsql as $$
begin
  if in_password is not null then execute format('alter role bulk_read login password %L', in_password); end if;
  return (select rolcanlogin from pg_roles where rolname = 'bulk_read');
end $$;
