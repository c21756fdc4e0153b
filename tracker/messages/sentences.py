"""A sentence for every error code: what happened, what was kept, what to do.

Names in braces are the code's parameters, put into words by `tracker.messages.explain`.
"""

from collections.abc import Callable

from tracker.i18n import N_, ngettext
from tracker.messages.answer_sentences import ANSWERS, COUNTED_ANSWERS
from tracker.messages.measuring_sentences import MEASURING
from tracker.messages.meeting_sentences import MEETINGS
from tracker.messages.report_sentences import REPORTS
from tracker.messages.review_sentences import REVIEW

SENTENCES: dict[str, str] = {
    **ANSWERS,
    **MEETINGS,
    **MEASURING,
    **REPORTS,
    **REVIEW,
    # The book as a file
    "backup.same_file": N_(
        "A backup can't have the same name as the book. {book} has not been touched. "
        "Choose another name."
    ),
    "book.busy": N_(
        "Another program is using {book} right now. Nothing has been saved. "
        "Wait a moment and try again."
    ),
    "book.cannot_open": N_(
        "{book} can't be opened. Check that you may read the file and the folder it is in."
    ),
    "book.damaged": N_(
        "{book} is damaged and can't be read in full. It has not been changed. "
        "Restore the latest backup, and keep the damaged file."
    ),
    "book.database": N_(
        "The book could not be used: {detail}. Nothing has been saved, and {book} is as it was. "
        "If it happens again, check the book with “lofte check”."
    ),
    "book.disk_full": N_(
        "The disk is full. Nothing has been saved, and {book} is as it was. "
        "Free some space and try again."
    ),
    "book.exists": N_(
        "There is already a file called {book}. It has not been touched. Choose another name."
    ),
    "book.io_error": N_(
        "The disk or the network share with {book} does not answer. Nothing has been saved. "
        "Check the connection and try again."
    ),
    "book.missing": N_("There is no book called {book}. Check the name and the folder."),
    "book.newer": N_(
        "{book} was written by a newer version of Löftesboken. It has not been changed. "
        "Update the program to open it."
    ),
    "book.no_folder": N_(
        "The folder {folder} does not exist, so no book was made. "
        "Create the folder or choose another."
    ),
    "book.not_a_book": N_(
        "{book} is not a book made by Löftesboken. It has not been touched. "
        "Choose a file that ends in .loftesbok."
    ),
    "book.older_read_only": N_(
        "{book} was written by an older version and must be converted, but it can't be written "
        "where it is. Copy it to a folder of your own and open the copy."
    ),
    "book.read_only": N_(
        "{book} can only be read, so nothing has been saved. "
        "Copy it to a folder where you may write, or ask for the right to write."
    ),
    "check.attachment": N_(
        "The file attached in row {row} is not the one that was put there. "
        "Fetch it from a backup, and keep this book to compare with."
    ),
    "check.chain": N_(
        "The journal does not agree with its checksums from operation {seq} on: the book has been "
        "changed by something other than Löftesboken. Keep the file and compare it with a backup."
    ),
    "check.counter": N_(
        "Some rows ({table}) have numbers that this book has not given out yet. "
        "Do not go on working in it: restore the latest backup that is whole."
    ),
    "check.file": N_(
        "The file is damaged: {detail}. Keep it, and restore the latest backup that is whole."
    ),
    "check.key": N_(
        "Something is missing: {table} with number {row} refers to {target}, which is not in the "
        "book. Restore the latest backup that is whole."
    ),
    "check.report_data": N_(
        "What the final report with number {row} was made from is not as it was when the report "
        "was made final. Fetch it from a backup, and keep this book to compare with."
    ),
    "check.report_pdf": N_(
        "The file of the final report with number {row} is not as it was when the report was made "
        "final. Fetch it from a backup, and keep this book to compare with."
    ),
    "check.row_added": N_(
        "In the book there is a row that its history knows nothing of: {table} with number {row}. "
        "Something other than Löftesboken has written in the file."
    ),
    "check.row_altered": N_(
        "One row is not what its history says: {table} with number {row}. "
        "Something other than Löftesboken has written in the file."
    ),
    "check.row_removed": N_(
        "One row is gone although its history says nothing of it: {table} with number {row}. "
        "Fetch it from a backup."
    ),
    "file.failed": N_("{file} could not be written: {detail}. What was there before is untouched."),
    "file.is_book": N_(
        "{file} is a book made by Löftesboken, or part of one, so nothing was written over it. "
        "Choose another name."
    ),
    "file.folder": N_("{file} is a folder. Choose a file."),
    "file.is_folder": N_("{file} is a folder, so nothing was written. Choose another name."),
    "file.missing": N_("There is no file called {file}. Check the name and the folder."),
    "file.name_too_long": N_(
        "The name {file} is too long for this disk, so nothing was written. Choose a shorter name."
    ),
    "file.no_folder": N_(
        "The folder {folder} does not exist, so {file} was not written. "
        "Create the folder or choose another."
    ),
    "file.not_a_file": N_(
        "{file} is not an ordinary file, so nothing was written. Choose another name."
    ),
    "file.not_a_folder": N_(
        "{folder} is a file and not a folder, so nothing was written. Choose another folder."
    ),
    "file.not_readable": N_(
        "{file} can't be read. Check that you may read it and that no other program has locked it."
    ),
    "file.not_writable": N_(
        "{file} can't be written, so nothing has been saved. "
        "Close it if it is open in another program, or choose another folder."
    ),
    # Rows that somebody else may have touched
    "redo.nothing": N_("There is nothing to do again."),
    "row.changed": N_(
        "Somebody else changed {table} after you opened it. Nothing has been saved. "
        "Look at the new version and try again."
    ),
    "row.duplicate": N_(
        "There is one like it in the book already. Nothing has been saved. "
        "Change the name or the number that must differ."
    ),
    "row.missing": N_(
        "Somebody has removed {table}, so it is no longer in the book. Nothing has been saved."
    ),
    "row.refused": N_(
        "The book does not accept this because it breaks one of its rules ({detail}). "
        "Nothing has been saved."
    ),
    "row.tied": N_(
        "Something else in the book is tied to this, so it can't be done. Nothing has been saved."
    ),
    "undo.nothing": N_("There is nothing to undo."),
    "undo.stale": N_(
        "“{operation}” can't be undone, because the same thing has been changed since. "
        "Nothing has been changed now."
    ),
    # What is entered
    "action.ambiguous": N_("“{text}” fits several actions: {candidates}. Write more of the name."),
    "action.locked": N_(
        "Action {number} belongs to a signed promise and can't be removed. "
        "Set its status to Dropped, with the reason, instead."
    ),
    "action.none": N_("There is no action that fits “{text}”. Check the spelling."),
    "action.planned": N_(
        "The planned quantity must be more than zero, but is {value}. "
        "Leave it empty if the action has no target."
    ),
    "dates.end_before_start": N_(
        "“{field}” is {end}, which is before the start {start}. Nothing has been saved."
    ),
    "dates.future": N_(
        "“{field}” is {date}, which is in the future. Only what has happened can be recorded."
    ),
    "dates.same_deadline": N_("The deadline is the same as before. Nothing has been saved."),
    "decision.answered": N_(
        "The question was answered on {date}, so it can't be withdrawn. Nothing has been changed."
    ),
    "decision.too_long": N_(
        "The question is too long: page one of the report has room for {limit} characters."
    ),
    "feedback.given": N_(
        "The feedback was given on {date}, so it can't be removed. "
        "If the date is wrong, clear it first."
    ),
    "disposal.changed": N_(
        "“{survey}” has changed since you looked: other answers, or another date. "
        "Nothing was deleted. Look again at what would be deleted, and choose anew."
    ),
    "disposal.not_sure": N_(
        "Nothing was deleted. Tick that you know this can't be undone, and delete then."
    ),
    "disposal.not_due": N_(
        "The answers to “{survey}” are kept until {until}, so nothing was deleted. "
        "Change the date in the survey if they are to be deleted earlier."
    ),
    "field.required": N_("“{field}” must be filled in. Nothing has been saved."),
    "hours.end_before_start": N_("The end of the hours is before the beginning."),
    "journal.broken": N_(
        "The journal does not agree with its own checksums, and deleting would hide it. "
        "Nothing was deleted. Check the book first, and compare it with a backup."
    ),
    "number.negative": N_("“{field}” can't be less than zero, but is {value}."),
    "owner.ambiguous": N_(
        "“{text}” fits several owners: {candidates}. Write more of the role or the organisation."
    ),
    "owner.misspelt": N_("No owner is called “{text}”. The closest are: {candidates}."),
    "owner.none": N_("No owner fits “{text}”. Those there are: {candidates}."),
    "owner.required": N_(
        "Say whose actions the report is about: a role, a name, an organisation or a party."
    ),
    "person.hand_over_before_start": N_(
        "The hand-over must be after {start}, when the person took up the post."
    ),
    "problem.priority": N_("The priority must be 1 or more."),
    "promise.ambiguous": N_(
        "“{text}” fits several promises: {candidates}. Write its number or more of the name."
    ),
    "promise.differs_from_report": N_(
        "Promise {number} is no longer as in report {id}. This has changed: {what}. Nothing has "
        "been signed. Put it back as it was, or make a new agreement report final and sign that "
        "one."
    ),
    "promise.gone_since_report": N_(
        "Promise {number} in report {id} is no longer in the book. Nothing has been signed. "
        "Make a new agreement report final and sign that one."
    ),
    "promise.incomplete": N_(
        "Promise {number} can't be signed yet. It lacks {lacking}. It is still a draft."
    ),
    "promise.locked": N_(
        "Promise {number} is signed, so its text is locked. "
        "Make a new version, with the reason, to change it."
    ),
    "promise.no_outcome": N_("Choose how the promise ended: kept, partly kept, not kept, dropped."),
    "promise.none": N_("There is no promise that fits “{text}”. Write its number or its title."),
    "promise.not_signed": N_(
        "Promise {number} is not in force, so there is no signed text to replace. "
        "Edit the draft instead."
    ),
    "promise.signed_already": N_(
        "Promise {number} in report {id} has been signed already. Nothing has been signed now. "
        "Undo that signing first, or make a new agreement report final and sign that one."
    ),
    "promise.wrong_status": N_(
        "Promise {number} has the status {status}, and this step does not follow on that."
    ),
    "reason.required": N_(
        "Write the reason. It is kept in the book and printed in the reports. "
        "Nothing has been saved yet."
    ),
    "response.empty": N_("The answer is empty: it needs a text, a rating or a theme."),
    "response.rating": N_("The rating must be between 1 and 5, but is {value}."),
    "settings.limits": N_("The limits must be between 1 and 100 %, and risk not above on track."),
    "text.unreadable": N_(
        "The text holds characters that can't be kept. Nothing has been saved. "
        "Paste it as plain text and try again."
    ),
    "survey.is_evidence": N_(
        "A problem rests on the survey, so it can't be removed. Unlink it from the problem first."
    ),
    "survey.ambiguous": N_("“{text}” fits several surveys: {candidates}. Write the whole name."),
    # What is read from text and spreadsheets
    "input.choice": N_("“{value}” is not understood. Write one of: {choices}."),
    "input.clock": N_(
        "“{value}” may be a time of day or a duration. "
        "Write hours, as in 1,5, or from and to, as in 18:00–19:30."
    ),
    "input.date": N_("“{value}” is not a date. Write it as 2017-05-16, 16/5 2017 or 16 maj 2017."),
    "input.date_order": N_(
        "“{value}” can be read in two ways. Write the year with four digits, as in 2017-05-16."
    ),
    "input.date_year": N_("The year in “{value}” can't be right."),
    "input.date_without_year": N_("“{value}” has no year. Write it as 2017-05-16 or 16/5 2017."),
    "input.duration": N_("“{value}” is not a duration. Write hours, as in 1,5 or 1:30."),
    "input.end_before_start": N_("{end} is before the start, {start}."),
    "input.number": N_("“{value}” is not a number. Write digits only, as in 12 or 1,5."),
    "input.number_large": N_("“{value}” is too large a number."),
    "input.reason_required": N_(
        "A reason is needed when an action was not, or only partly, carried out or was dropped."
    ),
    "input.required": N_("The value is missing."),
    "input.time": N_("“{value}” is not a time of day. Write it as 18:30."),
    "input.whole": N_("“{value}” is not a whole number."),
    "input.yes_no": N_("“{value}” is not understood. Write yes or no."),
    "import.columns": N_(
        "No row with the headings was found in {file}. At least these columns are needed: "
        "{needed}. Nothing has been imported."
    ),
    "import.damaged": N_(
        "{file} is damaged and can't be read. Nothing has been imported. "
        "Open it in Excel, save it again and try once more."
    ),
    "import.empty": N_("{file} has headings but no rows. Nothing has been imported."),
    "import.looks_like_actions": N_(
        "{file} looks like a list of actions. Nothing has been imported. "
        "Import it as actions instead."
    ),
    "import.looks_like_log": N_(
        "{file} looks like a list of log entries. Nothing has been imported. "
        "Import it as a log instead."
    ),
    "import.looks_like_responses": N_(
        "{file} looks like a list of answers. Nothing has been imported. "
        "Import it as answers instead."
    ),
    "import.not_a_table": N_(
        "{file} is neither an Excel file nor a CSV file. Nothing has been imported."
    ),
    "import.protected": N_(
        "{file} is protected by a password. Nothing has been imported. "
        "Remove the password in Excel and try again."
    ),
    "import.too_large": N_(
        "{file} is larger than a list of this kind can be. Nothing has been imported. "
        "Divide it into several files."
    ),
    "import.promise_missing": N_(
        "The book has several promises. Say which one, in a column called Promise."
    ),
    "import.party_missing": N_("There is no party. Write one of: {choices}."),
    # Read, but worth knowing
    "import.agreement_added": N_(
        "The book had no agreement, so “{text}” was added. Look over its parties and signatories."
    ),
    "import.quantity_assumed": N_(
        "No column was recognised as the quantity, so every row counted as 1. "
        "Columns not used: {headings}."
    ),
    "import.duplicate": N_("Already in the book, so not added again: {text}."),
    "import.duplicate_differs": N_(
        "Already in the book, but with other dates: {text}. It was not changed. "
        "Change it in the book if the list is right."
    ),
    "import.promise_taken": N_("“{text}” was taken to be {promise}."),
    "import.late_derived": N_(
        "“{value}” was not used: whether something is late is worked out from its dates."
    ),
    "import.owner_added": N_("“{owner}” was added as a person at {organisation}."),
    "import.owner_unknown": N_(
        "“{owner}” is not among the book's persons, and which organisation it is can't be seen. "
        "The action was added without an owner."
    ),
    "import.several_owners": N_(
        "An action has one owner: “{owner}” became the owner, and “{support}” takes part."
    ),
    "import.other_columns": N_(
        "The last file of “{survey}” had other columns. Look that this is the right file."
    ),
    "import.too_many_themes": N_(
        "{file} holds more than {most} different themes, so one of its columns is no list of "
        "choices. Nothing has been imported. Take that column as text, or leave it out."
    ),
    "import.survey_to_add": N_("The survey “{survey}” would be added for these answers."),
    "import.survey_added": N_("The survey “{survey}” was added for these answers."),
    "import.cause_unknown": N_("“{text}” is not a cause of the promise's problems; not linked."),
    "import.no_rows": N_("{file} is empty. Nothing has been imported."),
    "map.nothing": N_(
        "No column holds the answers. Choose at least one that is a text, a rating or themes."
    ),
    "map.several": N_(
        "These columns were said to be the same thing, which only one column can be: {headings}. "
        "Keep one of them and leave the others out."
    ),
    "map.rating_word": N_(
        "“{text}” stands for {value}, but a rating is from 1 to 5. Write 0 for no rating."
    ),
    "map.other_columns": N_(
        "The map is for a file with other columns. The file lacks: {missing}. "
        "The map lacks: {unknown}. Nothing has been imported. Make a new map for this file."
    ),
    "map.key": N_(
        "“{text}” in the map is no word that it can have. Write one of: {choices}. "
        "Nothing has been imported."
    ),
    "map.line": N_(
        "Line {number} in the map can't be read. Nothing has been imported. "
        "Mend it, or make a new map."
    ),
    "map.role": N_(
        "The map gives “{heading}” the role “{text}”, which there is none of. "
        "Write one of: {choices}. Nothing has been imported."
    ),
    "map.unreadable": N_(
        "The map can't be read. Nothing has been imported. Make a new one and change that."
    ),
    "occasion.more_answered": N_(
        "{answered} answered, which is more than the {asked} who were met or asked."
    ),
    "occasion.outside_round": N_("The day is outside the dialogue round, {start} – {end}."),
    "occasion.overlaps": N_("Whoever is responsible is at “{text}” at the same time."),
    "round.ambiguous": N_(
        "“{text}” fits several dialogue rounds: {candidates}. Write more of the title, or the "
        "first day."
    ),
    "round.none": N_("There is no dialogue round that fits “{text}”. Check the spelling."),
    "survey.not_held": N_(
        "The occasion is not until {date}. What came of it can be noted from that day."
    ),
    "survey.none": N_("There is no survey that fits “{text}”. Check the spelling."),
    "figure.exists": N_(
        "The survey has answered “{text}” already. Nothing has been saved. "
        "Change the figure that is there."
    ),
    "figure.other_unit": N_(
        "“{text}” is measured in {unit}, so that surveys can be compared. Nothing has been saved. "
        "Use that unit, or put the question in other words."
    ),
    "figure.percent": N_("A percentage is between 0 and 100, but this is {value}."),
    "figure.scale": N_("The scale goes from {low} to {high}, but this is {value}."),
    "indicator.ambiguous": N_(
        "“{text}” fits several indicators: {candidates}. Write the promise's number and more of "
        "the name."
    ),
    "indicator.no_question": N_(
        "“{text}” follows no question that surveys answer. "
        "Open the book in the window, edit the indicator and choose its question; then measure."
    ),
    "indicator.none": N_("There is no indicator that fits “{text}”. Check the spelling."),
    "indicator.question_unit": N_(
        "The question is measured in {unit}, so the indicator must be, too. Nothing has been saved."
    ),
    "measurement.no_answer": N_(
        "The survey gives the indicator no new value: it must answer the same question, with five "
        "answers or more, later than the last measurement. Nothing has been saved."
    ),
    "question.known": N_(
        "The book has the question already, as “{text}”. Nothing has been saved. Use that one."
    ),
    "question.too_long": N_("The question is too long: at most {limit} characters."),
    "survey.is_measured": N_(
        "A measurement was taken from the survey, so it can't be removed. "
        "Remove the measurement first."
    ),
    "kiosk.code": N_("That is not the code. Nothing is lost; try again."),
    "guess.choice": N_("Everybody chose among a few answers, but it is not clear what they say."),
    "guess.many_groups": N_("Looks like a group, but there are {count} of them."),
    "guess.month_first": N_(
        "The dates may have the month first. Change them in the file to 2017-05-16."
    ),
    "guess.one_coder": N_("“{heading}” already says who has read the answers."),
    "guess.one_date": N_("“{heading}” already says when the answer was given."),
    "guess.one_deidentified": N_("“{heading}” already says whether the answer is de-identified."),
    "guess.one_group": N_("“{heading}” is already the group."),
    "guess.one_key": N_("“{heading}” is already the number of the answer."),
    "guess.one_place": N_("“{heading}” is already the place."),
    "guess.one_rating": N_("“{heading}” is already the rating."),
    "guess.one_survey": N_("“{heading}” already says which survey it is."),
    "guess.personal": N_("Looks like it points out a person, and is therefore left out."),
    "guess.scale": N_("Looks like a rating, but goes up to {largest} instead of 5."),
    "guess.unknown": N_("It is not clear what it holds."),
    "cause.too_many_whys": N_(
        "A chain of reasons has at most {most} links. Nothing was saved; take one away, or let "
        "the last ones become a cause of their own."
    ),
    "evidence.not_deidentified": N_(
        "The answer is not ticked as de-identified, so it can't be quoted, and nothing was linked. "
        "Open it under Answers, read it through, and tick “De-identified”."
    ),
    "input.more_cells": N_(
        "The row has more cells than the {count} columns. "
        "A text with a separator in it needs quotation marks around it."
    ),
    "input.rating": N_(
        "“{value}” is not understood as a rating. Write 1 to 5, or say what it stands for."
    ),
    "import.formula": N_(
        "Cell {cell} in {file} holds a formula whose result is not in the file. "
        "Nothing has been imported. Open it in Excel, save it, and try again."
    ),
    "import.long_cell": N_(
        "A cell has more than {most} characters. Nothing has been imported. "
        "Shorten it, or divide it into several rows."
    ),
    "import.quotes": N_(
        "The quotation marks in {file} do not come in pairs from line {number} on. "
        "Nothing has been imported. Mend the line, or save the list anew from where it came."
    ),
    "map.missing_columns": N_(
        "The map is for a file with other columns. The file lacks: {missing}. "
        "Nothing has been imported. Make a new map for this file."
    ),
    "map.unknown_columns": N_(
        "The map is for a file with other columns. The map lacks: {unknown}. "
        "Nothing has been imported. Make a new map for this file."
    ),
    "import.two_encodings": N_(
        "{file} was put together of two sorts of text. Both were read, "
        "but look at å, ä and ö from line {number} on."
    ),
    "figure.no_answers": N_(
        "A figure rests on one answer at least, so the number of answers (n) must be 1 or more. "
        "Nothing has been saved. Leave the number out for statistics, which rest on no sample."
    ),
    "figure.to_replace": N_(
        "The survey already says: {figure}. Nothing has been saved. "
        "Add --replace to put the new figure in its place."
    ),
    "input.person": N_(
        "“{value}” is nobody among people and roles. Choose somebody in the list, or add the "
        "person on its last line."
    ),
}

COUNTED: dict[str, Callable[[int], str]] = {
    **COUNTED_ANSWERS,
    "action.has_log": lambda n: ngettext(
        "The action has {count} log entry and can't be removed.",
        "The action has {count} log entries and can't be removed.",
        n,
    ),
    "cause.is_answered": lambda n: ngettext(
        "{count} action answers the cause, so it can't be removed. "
        "Unlink it from the action first.",
        "{count} actions answer the cause, so it can't be removed. "
        "Unlink it from the actions first.",
        n,
    ),
    "check.tally": lambda n: ngettext(
        "The total of {count} action does not agree with its log entries.",
        "The totals of {count} actions do not agree with their log entries.",
        n,
    ),
    "import.columns_ignored": lambda n: ngettext(
        "The column {headings} was not used.",
        "The columns {headings} were not used.",
        n,
    ),
    "import.promise_signed": lambda n: ngettext(
        "{promise} is signed: {count} new action becomes a deviation.",
        "{promise} is signed: {count} new actions become a deviation.",
        n,
    ),
    "import.promises_added": lambda n: ngettext(
        "{count} promise was missing and was added as a draft: {candidates}.",
        "{count} promises were missing and were added as drafts: {candidates}.",
        n,
    ),
    "report.no_glyph": lambda n: ngettext(
        "{count} character is not in the report's fonts and is printed as □: {characters}, "
        "in “{text}”.",
        "{count} characters are not in the report's fonts and are printed as □: {characters}. "
        "The first stands in “{text}”.",
        n,
    ),
    "problem.is_answered": lambda n: ngettext(
        "{count} promise answers the problem, so it can't be removed. "
        "Take it out of the promise first.",
        "{count} promises answer the problem, so it can't be removed. "
        "Take it out of the promises first.",
        n,
    ),
    "promise.has_actions": lambda n: ngettext(
        "The promise has {count} action and can't be removed. Remove the action first.",
        "The promise has {count} actions and can't be removed. Remove the actions first.",
        n,
    ),
    "survey.has_answers": lambda n: ngettext(
        "The survey has {count} answer and can't be removed.",
        "The survey has {count} answers and can't be removed.",
        n,
    ),
    "figure.is_evidence": lambda n: ngettext(
        "{count} problem rests on the figure, so it can't be removed. "
        "Unlink it from the problem first.",
        "{count} problems rest on the figure, so it can't be removed. "
        "Unlink it from the problems first.",
        n,
    ),
    "question.has_figures": lambda n: ngettext(
        "{count} figure answers the question, so it can't be removed.",
        "{count} figures answer the question, so it can't be removed.",
        n,
    ),
    "question.is_followed": lambda n: ngettext(
        "{count} indicator follows the question, so it can't be removed. "
        "Let the indicator follow another first.",
        "{count} indicators follow the question, so it can't be removed. "
        "Let the indicators follow another first.",
        n,
    ),
    "survey.has_figures": lambda n: ngettext(
        "The survey has {count} figure and can't be removed. Remove the figure first.",
        "The survey has {count} figures and can't be removed. Remove the figures first.",
        n,
    ),
    "figure.worked_out": lambda n: ngettext(
        "“{text}” is worked out from the survey's own answers, and the book has {count} answer. "
        "Nothing has been saved. Put the question in other words if the figure is about something "
        "else.",
        "“{text}” is worked out from the survey's own answers, and the book has {count} answers. "
        "Nothing has been saved. Put the question in other words if the figure is about something "
        "else.",
        n,
    ),
}
"""Sentences that depend on the parameter `count`."""
