-- Whether an answer can be stored: an error says why not.
-- Asked only after a group of answers was refused, to find the one that is to blame.
select @fields::jsonb as fields, @repairs::jsonb as repairs;
