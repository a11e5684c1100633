-- Which engine ran the background jobs last.
-- None: this database had no worker yet, or only ones that did not say so.
select name from bulk.background_engine;
