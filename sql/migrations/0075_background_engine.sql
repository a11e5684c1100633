-- Which engine runs a database's background jobs. Each keeps tables of its own, and what those of another hold is out
-- of date once it has taken over.

create table bulk.background_engine (
  one boolean primary key default true check (one),
  name text not null);

alter table bulk.workers add column engine text;
