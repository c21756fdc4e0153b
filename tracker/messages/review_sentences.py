"""The sentences about what Granskning does: owners whose post is over, and leaving alone."""

from tracker.i18n import N_

REVIEW: dict[str, str] = {
    "decision.ambiguous": N_(
        "“{text}” fits several questions: {candidates}. Write more of the question."
    ),
    "decision.none": N_(
        "No question that waits for a decision fits “{text}”. List them with “lofte decide”."
    ),
    "owner.ended": N_(
        "{owner} left the post on {date}, so the action keeps the owner it had. "
        "Choose somebody who is in post."
    ),
    "owner.succeeded": N_(
        "{owner} left the post on {date}, so the action keeps the owner it had. "
        "{successor} has taken over: choose that person, or somebody else who is in post."
    ),
    "person.ambiguous": N_(
        "“{text}” fits several people: {candidates}. Write more of the role or the name."
    ),
    "person.none": N_(
        "Nobody in the book is called “{text}”. Write the role or the name as it stands under "
        "People and roles."
    ),
    "reassign.same": N_(
        "The actions already belong to {owner}. Nothing has been changed. Choose somebody else."
    ),
    "reassign.nothing": N_(
        "{owner} owns no unfinished actions among those chosen. Nothing has been changed."
    ),
    "snooze.past": N_(
        "The day must be after today, or the action would come back at once. "
        "It stays in the review."
    ),
    "snooze.none": N_("The action isn't resting, so there is nothing to wake."),
    "settings.silent_days": N_(
        "An action can't be called silent sooner than after one day. Nothing has been saved."
    ),
}
