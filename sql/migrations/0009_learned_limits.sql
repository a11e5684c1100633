-- Limits that providers told: declared is what the pool file says (null: ask the provider), learned what a refusal or
-- the provider's account page said since; requests is what holds.

alter table bulk.limit_scopes add column declared int, add column learned int;
update bulk.limit_scopes set declared = requests;
