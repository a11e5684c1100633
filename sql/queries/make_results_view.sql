-- Makes the view of a job's results, with a typed column a field.
-- Does nothing where it says the same already.
select bulk.make_results_view(@job, @names, @fields, @types);
