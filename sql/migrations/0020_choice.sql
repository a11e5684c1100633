-- Why a request went to this model and no other.
alter table bulk.attempts add column choice text;
