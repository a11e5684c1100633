-- What a notice tells, for people.
-- None where it was forgotten.
select notice_id, id, event, job, batch_id, run_id, details, notify, at
from bulk.notices
where notice_id = @notice;
