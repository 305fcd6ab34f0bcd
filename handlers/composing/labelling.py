"""Labels of a submission. They are about the work, not about what goes out: no decision depends on them.

Transactions only.
"""

from sqlmodel import Session

from storage import labels
from storage.brands import Brand
from storage.drafts import Draft
from storage.submissions import Submission


def put_on(session: Session, brand: Brand, submission: Submission, draft: Draft) -> bool:
    """Those of the draft that there are. Whether that is different from before."""
    before = labels.labels_of(session, [submission.number]).get(submission.number, ())
    known = {*brand.labels, *before}
    wanted = [one for one in dict.fromkeys(draft.labels) if one in known]
    if set(wanted) == set(before):
        return False
    labels.put_on(session, submission.number, wanted)
    return True
