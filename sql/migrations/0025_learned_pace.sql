-- How fast a model lets itself be asked whose limits nobody names is learned in its own scope, which then bounds the
-- requests of a second.
alter table bulk.limit_scopes add column paced_at timestamptz not null default '-infinity';
