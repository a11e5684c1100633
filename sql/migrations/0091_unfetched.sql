-- Whether a document's problem is that its picture could not be fetched: that may be tried again.
alter table bulk.documents add column unfetched boolean not null default false;
