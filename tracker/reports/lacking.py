"""Why a promise can't be signed, in one sentence."""

from tracker.i18n import _
from tracker.messages import gap
from tracker.models.completeness import Lack
from tracker.reports.sentences import listed
from tracker.services.reports.rows import PromiseRow
from tracker.services.reports.signing import blocking_gaps


def lacks(promise: PromiseRow) -> str:
    """``a cause, an action, an owner and a deadline``; empty when it can be signed."""
    words: list[str] = []
    for missing in blocking_gaps(promise):
        if missing.lack is Lack.ACTION:
            cause = [] if promise.causes else [_("a cause")]
            words += [*cause, _("an action"), _("an owner"), _("a deadline")]
        else:
            words.append(gap(missing, promise.number))
    return listed(words)


def cannot_be_signed(promise: PromiseRow) -> str:
    """``The promise lacks a cause and an action. It cannot be signed like this.``"""
    return _("The promise lacks {things}. It cannot be signed like this.").format(
        things=lacks(promise)
    )
