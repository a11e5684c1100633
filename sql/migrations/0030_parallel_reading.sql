-- To sort or filter a batch's results by a field reads all of them: at once, where the machine has cores for it, and
-- without a text between a number and its value.
create or replace function bulk.as_numeric(v jsonb) returns numeric language sql immutable parallel safe as
$$ select case when jsonb_typeof(v) = 'number' then v::numeric end $$;

alter function bulk.is_found(text, text, text) parallel safe;
alter function bulk.wasted_on(int, timestamptz, text, boolean) parallel safe;
alter function bulk.counted(bigint) parallel safe;
