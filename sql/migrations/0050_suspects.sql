-- A request that was refused for its content makes suspects of its chunks: one half is asked next, the other is held
-- until that one told which half has the culprit. Suspect_of is the attempt that made them so.

alter table bulk.chunks add column suspect_of bigint, add column held boolean not null default false;

create index chunks_suspects on bulk.chunks (suspect_of) where suspect_of is not null;
