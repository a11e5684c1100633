-- A document's picture, and why a document cannot be read at all.
-- Pictures are packed already: kept as they are and out of line, so that whoever reads rows does not read them.
alter table bulk.documents add column picture bytea, add column problem text;
alter table bulk.documents alter column picture set storage external;
