"""The words that fill a sentence's places: fields, rows, and what a promise lacks."""

from tracker.i18n import N_, _, ngettext
from tracker.models.completeness import Lack, Missing
from tracker.models.signing import SignedChange, SignedPart

FIELDS: dict[str, str] = {
    "action_id": N_("Action"),
    "active_from": N_("Active from"),
    "active_to": N_("Active to"),
    "affected_group": N_("Whom it hits"),
    "agreement_id": N_("Agreement"),
    "answer": N_("Answer"),
    "answered": N_("Number answered"),
    "answers": N_("Number of answers"),
    "as_of": N_("As of"),
    "asked": N_("Number asked"),
    "audience": N_("Audience"),
    "baseline": N_("Start value"),
    "baseline_on": N_("Start measured on"),
    "cause_ids": N_("Causes that it answers"),
    "certificate": N_("Certificate"),
    "channel": N_("Channel"),
    "colour": N_("Follow-up"),
    "deadline": N_("Deadline"),
    "decided_by": N_("Decided by"),
    "decided_on": N_("Decided on"),
    "decider": N_("Decides"),
    "decision_dnr": N_("Diary number"),
    "description": N_("Description"),
    "direction": N_("Direction"),
    "dnr_municipality": N_("Diary number, the municipality"),
    "dnr_police": N_("Diary number, the police"),
    "done_on": N_("Date"),
    "due": N_("Kept beyond their date"),
    "due_on": N_("Due"),
    "due_soon_days": N_("Due soon within"),
    "silent_days": N_("Silent after"),
    "until": N_("Rests until"),
    "from_id": N_("From"),
    "to_id": N_("To"),
    "promise_ids": N_("Promises"),
    "email": N_("E-mail"),
    "ends_at": N_("Ends"),
    "expected_effect": N_("Expected effect"),
    "focus_area": N_("Focus area"),
    "goal": N_("Operational goal"),
    "handed_on": N_("Handed over on"),
    "held_on": N_("Date"),
    "hours": N_("Time spent"),
    "how": N_("By what way"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "log": N_("Deleted before"),
    "limitation": N_("Who or what it does not cover"),
    "logotype": N_("Logotype"),
    "logotype_alt": N_("What the logotype shows"),
    "measure_by": N_("Measure again by"),
    "measure_every": N_("Months between measurements"),
    "measured_on": N_("Measured on"),
    "method": N_("Method"),
    "minutes": N_("Duration"),
    "municipality": N_("Municipality"),
    "municipality_id": N_("Municipality"),
    "name": N_("Name"),
    "note": N_("Note"),
    "on": N_("Day"),
    "on_track_percent": N_("On track from"),
    "options": N_("Options to choose between"),
    "organisation": N_("Organisation"),
    "outcome": N_("Outcome"),
    "owner": N_("Owner"),
    "owner_id": N_("Owner"),
    "party": N_("Party"),
    "password": N_("Password"),
    "path": N_("File"),
    "people": N_("Number of people"),
    "period_end": N_("Period ends"),
    "period_from": N_("Period from"),
    "period_start": N_("From"),
    "period_to": N_("To"),
    "place": N_("Place"),
    "planned": N_("Planned quantity"),
    "planned_on": N_("Planned for"),
    "police_area": N_("Local police area"),
    "priority": N_("Priority"),
    "priority_reason": N_("Why this priority"),
    "problem_id": N_("Problem"),
    "problem_ids": N_("Problems that it answers"),
    "promise_id": N_("Promise"),
    "quantity": N_("Quantity"),
    "question": N_("Question"),
    "rating": N_("Rating"),
    "reason": N_("Reason"),
    "receiver": N_("Receiver"),
    "recurrence": N_("Recurrence"),
    "report_colour": N_("Colour in reports"),
    "result": N_("Result"),
    "retention_until": N_("Answers are kept until"),
    "revision_on": N_("To be revised"),
    "contact": N_("Where citizens may turn"),
    "risk_days": N_("One-off at risk"),
    "risk_percent": N_("Limit for risk"),
    "role": N_("Role"),
    "signed_on": N_("Signed on"),
    "source": N_("Source"),
    "start_on": N_("Start"),
    "starts_at": N_("Starts"),
    "statement": N_("What the survey says"),
    "status": N_("Status"),
    "status_reason": N_("Reason for status"),
    "supersedes_id": N_("Supersedes"),
    "support": N_("Together with"),
    "survey_id": N_("Survey"),
    "sure": N_("Before you delete"),
    "target": N_("Goal"),
    "text": N_("Text"),
    "theme": N_("Appearance"),
    "time": N_("When"),
    "title": N_("Title"),
    "unit": N_("Unit"),
    "value": N_("Value"),
    "what": N_("What happens, in whole sentences"),
    "who": N_("Your name or role"),
    "answered_on": N_("Answered on"),
    "coded_by": N_("Coded by"),
    "coder": N_("Second coder"),
    "deidentified": N_("De-identified"),
    "keywords": N_("Keywords"),
    "occasion_id": N_("Occasion"),
    "state": N_("State"),
    "respondent_group": N_("Group"),
    "baseline_answers": N_("Answers behind the start value"),
    "question_id": N_("Follows the question"),
    "theme_id": N_("Theme"),
    "wording": N_("Question"),
    "code": N_("Code for leaving"),
    "self_service": N_("Who fills it in"),
    "survey": N_("Survey"),
    "response_id": N_("Answer"),
    "whys": N_("Chain of reasons"),
    "earlier": N_("Has read before"),
    "ends_on": N_("Last day"),
    "group": N_("Group"),
    "ids": N_("Answers"),
    "into": N_("Into the theme"),
    "material": N_("Material"),
    "measure": N_("How it is measured"),
    "purpose": N_("What it is for"),
    "responsible_id": N_("Responsible"),
    "round_id": N_("Dialogue round"),
    "size": N_("Number of answers"),
    "starts_on": N_("First day"),
    "themes": N_("Themes"),
    "alarm_days": N_("Let the calendar remind"),
    "first": N_("From"),
    "kinds": N_("What the file should hold"),
    "last": N_("To"),
    "mine": N_("Remind me of what is owned by"),
    "whose": N_("Whose days"),
    "called": N_("Called"),
    "chair": N_("Chair"),
    "decision": N_("Decision"),
    "next_on": N_("Next meeting"),
    "secretary": N_("Secretary"),
}

ROWS: dict[str, str] = {
    "action": N_("the action"),
    "action_note": N_("the note"),
    "agreement": N_("the agreement"),
    "attachment": N_("the attachment"),
    "book": N_("the book's settings"),
    "cause": N_("the cause"),
    "decision_request": N_("the decision request"),
    "deviation": N_("the deviation"),
    "evidence": N_("the evidence"),
    "feedback": N_("the feedback"),
    "hand_over": N_("the hand-over"),
    "indicator": N_("the indicator"),
    "log_entry": N_("the log entry"),
    "measurement": N_("the measurement"),
    "municipality": N_("the municipality"),
    "organisation": N_("the organisation"),
    "person": N_("the person"),
    "problem": N_("the problem"),
    "promise": N_("the promise"),
    "report": N_("the report"),
    "report_dnr": N_("the report’s diary number"),
    "response": N_("the answer"),
    "survey": N_("the survey"),
    "coding": N_("the second reading"),
    "coding_theme": N_("the theme of a second reading"),
    "response_theme": N_("the answer's theme"),
    "theme": N_("the theme"),
    "figure": N_("the figure"),
    "question": N_("the question"),
    "occasion": N_("the occasion"),
    "snooze": N_("the snooze"),
    "meeting": N_("the meeting"),
    "meeting_point": N_("the point of the agenda"),
    "attendance": N_("the attendance"),
}

_ANY_ROW = N_("the row")


def row_word(table: object) -> str:
    """The word for a row of `table` inside a sentence, e.g. ``åtgärden``."""
    return _(ROWS.get(str(table), _ANY_ROW))


def field_word(name: object) -> str:
    """What a field is called on the screen; its code name where it has no word."""
    return _(FIELDS[str(name)]) if str(name) in FIELDS else str(name)


def gap(missing: Missing, promise: int | None = None) -> str:
    """What a promise lacks, as a phrase: ``ägare för åtgärd 6.2 och 6.5``.

    `promise` is its number, which the labels of its actions begin with.
    """
    of = f"{promise}." if promise is not None else ""
    numbers, n = listed([f"{of}{number}" for number in missing.actions]), len(missing.actions)
    match missing.lack:
        case Lack.TEXT:
            return _("a text that says what is promised")
        case Lack.ACTION:
            # All of it at once: each part would otherwise become the next thing to stop for.
            return _("at least one action with a cause, an owner and a deadline")
        case Lack.CAUSE_LINK:
            return _("an action that answers a cause")
        case Lack.OWNER:
            return ngettext(
                "an owner for action {numbers}", "an owner for actions {numbers}", n
            ).format(numbers=numbers)
        case Lack.DEADLINE:
            return ngettext(
                "a deadline for action {numbers}", "a deadline for actions {numbers}", n
            ).format(numbers=numbers)
        case Lack.PROBLEM:
            return _("a problem that it answers")
        case Lack.CAUSE:
            return _("a cause of the problem")
        case Lack.FEEDBACK:
            return _("planned feedback to citizens")
        case Lack.SIGNATORY:
            return _("the names of those who sign the agreement")


_PARTS: dict[SignedPart, str] = {
    SignedPart.TITLE: N_("the title"),
    SignedPart.TEXT: N_("the text"),
    SignedPart.PERIOD: N_("the period"),
    SignedPart.EFFECT: N_("the expected effect"),
    SignedPart.PROBLEMS: N_("the problems"),
    SignedPart.CAUSES: N_("the causes"),
    SignedPart.GOALS: N_("the goals"),
}


def signed_change(changed: SignedChange) -> str:
    """What is no longer as it was signed, as a phrase: ``åtgärd 2 och 5``."""
    if changed.part in _PARTS:
        return _(_PARTS[changed.part])
    numbers = listed([str(number) for number in changed.actions])
    text = ngettext("action {numbers}", "actions {numbers}", len(changed.actions))
    return text.format(numbers=numbers)


def listed(parts: list[str]) -> str:
    """Parts as in running text: ``a, b och c``."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])
