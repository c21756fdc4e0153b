"""The sentences about log forms: the workbooks that are filled in away from the program."""

from tracker.i18n import N_

FORMS: dict[str, str] = {
    "form.action_ended": N_("{action} has ended ({status}); the entry is added all the same."),
    "form.action_gone": N_(
        "The action “{text}” is no longer in the book. The row is left out. "
        "Choose another action, or log it by hand."
    ),
    "form.blank": N_(
        "No row in {file} is filled in. Nothing has been imported. "
        "Fill in at least the action and the date."
    ),
    "form.changed": N_(
        "Changed since the last import, but the entry has been changed in the book too. It is left "
        "as it stands there. If the form is right, change it by hand: {text}."
    ),
    "form.corrected": N_(
        "Changed since the last import, so the entry in the book is changed to: {text}."
    ),
    "form.exists": N_(
        "There is already a file called {file}. Nothing has been written. Choose another name, or "
        "press Choose to replace it."
    ),
    "form.no_actions": N_(
        "There is no open action to log, so no form has been made. "
        "Choose somebody else, or everybody."
    ),
    "form.no_kind": N_(
        "{file} is neither a workbook nor a paper form. Nothing has been written. "
        "End the name in .xlsx or .pdf."
    ),
    "form.occasion_not_open": N_(
        "The action has no open occasion on {date}; the entry counts for the nearest one that is."
    ),
    "form.other_day": N_(
        "Added as new: {text}. But the same action, quantity and place are there already on "
        "{date}, from the same row of the form. If only the day was corrected, remove that entry."
    ),
    "form.row_reused": N_(
        "The row came in before with something else, which stays in the book, and is added as new: "
        "{text}. If it was a correction, remove the earlier entry."
    ),
    "form.unsure": N_(
        "The same row of the form came in before for the same action and day, and nobody wrote who "
        "filled it in. It is left out, so that nothing is counted twice: {text}. If it is somebody "
        "else's, write the name at the top of the form and import it again; if it is a correction, "
        "change the entry in the book."
    ),
}
