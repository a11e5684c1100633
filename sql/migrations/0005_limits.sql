-- Where requests are counted. A scope without a number of requests bounds nothing and can only be paused.

create table bulk.limit_scopes (
  scope text primary key collate "C",
  requests int,
  span interval,
  margin interval not null default '0',
  declared_by bigint,
  paused_until timestamptz not null default '-infinity',
  pause_reason text,
  pause_count int not null default 0,
  day date not null default '-infinity',
  day_used int not null default 0,
  granted_at timestamptz not null default '-infinity')
with (fillfactor = 30);

create table bulk.permits (
  scope text not null collate "C",
  granted_at timestamptz not null,
  attempt_id bigint not null);

create index permits_scope on bulk.permits (scope, granted_at desc);
create index permits_attempt on bulk.permits (attempt_id);
