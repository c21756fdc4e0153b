"""Every command as data: menus, shortcuts, the palette and the shortcut sheet are drawn from it."""

from dataclasses import dataclass

from tracker.i18n import N_


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A command: its id (noun.verb), words, shortcut, icon, and its menu.

    `writes` commands are off in a book that can't be written. `also` are further words that the
    command is found by: what people call the job, and what they do on that page.
    """

    id: str
    text: str
    keys: str = ""
    icon: str = ""
    menu: str = ""
    writes: bool = False
    also: str = ""


FILE, EDIT, REGISTER, GO, HELP = N_("Book"), N_("Edit"), N_("Register"), N_("Go to"), N_("Help")
MENUS = (FILE, EDIT, REGISTER, GO, HELP)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("book.new", N_("New book…"), "Ctrl+N", "plus", FILE),
    ActionSpec("book.open", N_("Open book…"), "Ctrl+O", "folder-open", FILE),
    ActionSpec("book.example", N_("Try the example Säffle"), "", "flask", FILE),
    ActionSpec("window.new", N_("New window"), "Ctrl+Shift+N", "window", FILE),
    ActionSpec(
        "book.import",
        N_("Import from a spreadsheet…"),
        "",
        "download",
        FILE,
        writes=True,
        also=N_("load spreadsheet Excel CSV list"),
    ),
    ActionSpec(
        "book.export", N_("Export to Excel…"), "", "upload", FILE, also=N_("spreadsheet copy out")
    ),
    ActionSpec(
        "calendar.export",
        N_("Calendar file…"),
        "",
        "calendar",
        FILE,
        also=N_("Outlook ics calendar export reminders deadlines"),
    ),
    ActionSpec("book.backup", N_("Back up…"), "", "copy", FILE, also=N_("backup copy safety")),
    ActionSpec("book.check", N_("Check the book"), "", "check", FILE),
    ActionSpec("book.close", N_("Close"), "Ctrl+W", "close", FILE),
    ActionSpec("edit.undo", N_("Undo"), "Ctrl+Z", "undo", EDIT, writes=True),
    ActionSpec("edit.redo", N_("Redo"), "Ctrl+Y", "redo", EDIT, writes=True),
    ActionSpec("find.anything", N_("Search or run a command"), "Ctrl+K", "search", EDIT),
    ActionSpec(
        "log.new",
        N_("Log a completed action"),
        "Ctrl+L",
        "plus",
        REGISTER,
        writes=True,
        also=N_("record carried out done patrol"),
    ),
    ActionSpec(
        "promise.new",
        N_("New promise…"),
        "",
        "promise",
        REGISTER,
        writes=True,
        also=N_("add citizen promise"),
    ),
    ActionSpec(
        "survey.new",
        N_("New survey…"),
        "",
        "survey",
        REGISTER,
        writes=True,
        also=N_("add evidence poll interview meeting"),
    ),
    ActionSpec(
        "survey.kiosk",
        N_("Take answers on the spot…"),
        "",
        "answer",
        REGISTER,
        writes=True,
        also=N_("kiosk tablet meeting"),
    ),
    ActionSpec(
        "survey.import",
        N_("Import answers…"),
        "",
        "download",
        REGISTER,
        writes=True,
        also=N_("load poll results spreadsheet Excel CSV"),
    ),
    ActionSpec(
        "round.new",
        N_("New dialogue round…"),
        "",
        "round",
        REGISTER,
        writes=True,
        also=N_("meetings week dialogue plan"),
    ),
    ActionSpec("figure.list", N_("Figures of a survey…"), "", "figure", REGISTER),
    ActionSpec("question.list", N_("Recurring questions…"), "", "question", REGISTER),
    ActionSpec(
        "indicator.measure_from",
        N_("Take measurements from surveys…"),
        "",
        "target",
        REGISTER,
        writes=True,
        also=N_("measure indicator result"),
    ),
    ActionSpec(
        "theme.codebook", N_("Code book…"), "", "theme", REGISTER, also=N_("coding codes themes")
    ),
    ActionSpec(
        "problem.new",
        N_("New problem…"),
        "",
        "problem",
        REGISTER,
        writes=True,
        also=N_("add cause evidence"),
    ),
    ActionSpec(
        "decision.new",
        N_("Ask for a decision…"),
        "",
        "review",
        REGISTER,
        writes=True,
        also=N_("meeting steering group"),
    ),
    ActionSpec(
        "meeting.new",
        N_("New meeting…"),
        "",
        "meeting",
        REGISTER,
        writes=True,
        also=N_("working group agenda plan"),
    ),
    ActionSpec(
        "meeting.start",
        N_("Start the meeting"),
        "",
        "meeting",
        REGISTER,
        writes=True,
        also=N_("working group projector go on"),
    ),
    ActionSpec("person.list", N_("People and roles…"), "", "person", REGISTER),
    ActionSpec(
        "person.reassign",
        N_("Give everything to another owner…"),
        "",
        "person",
        REGISTER,
        writes=True,
        also=N_("reassign hand over change owner post successor"),
    ),
    ActionSpec(
        "agreement.edit",
        N_("Agreement and signatories…"),
        "",
        "pencil",
        REGISTER,
        also=N_("sign contract parties"),
    ),
    ActionSpec(
        "disposal.open",
        N_("Delete texts for good…"),
        "",
        "trash",
        REGISTER,
        writes=True,
        also=N_("dispose erase remove answers retention"),
    ),
    ActionSpec("report.look", N_("How the reports look…"), "", "report", REGISTER, writes=True),
    ActionSpec("go.overview", N_("Overview"), "Ctrl+1", "overview", GO),
    ActionSpec(
        "go.promises",
        N_("Promises"),
        "Ctrl+2",
        "promise",
        GO,
        also=N_("new action plan measure indicator"),
    ),
    ActionSpec("go.actions", N_("Actions"), "Ctrl+3", "action", GO, also=N_("deadlines measures")),
    ActionSpec(
        "go.timeline",
        N_("Timeline"),
        "Ctrl+G",
        "timeline",
        GO,
        also=N_("Gantt calendar month deadlines occasions dates"),
    ),
    ActionSpec("go.review", N_("Review"), "Ctrl+4", "review", GO),
    ActionSpec(
        "remind.show",
        N_("What falls due…"),
        "",
        "calendar",
        GO,
        also=N_("reminders late deadlines week mail"),
    ),
    ActionSpec("go.log", N_("Log"), "Ctrl+5", "log", GO),
    ActionSpec(
        "go.meetings",
        N_("Meetings"),
        "Ctrl+Shift+M",
        "meeting",
        GO,
        also=N_("working group agenda minutes decisions"),
    ),
    ActionSpec(
        "go.surveys",
        N_("Surveys"),
        "Ctrl+6",
        "survey",
        GO,
        also=N_("evidence meetings dialogue rounds"),
    ),
    ActionSpec(
        "go.problems",
        N_("Problems"),
        "Ctrl+7",
        "problem",
        GO,
        also=N_("new action causes evidence analysis"),
    ),
    ActionSpec(
        "go.answers",
        N_("Answers"),
        "Ctrl+9",
        "answer",
        GO,
        also=N_("code coding de-identify anonymise mask quote"),
    ),
    ActionSpec(
        "go.themes", N_("Themes"), "Ctrl+0", "theme", GO, also=N_("ranking chart common topics")
    ),
    ActionSpec(
        "go.trail",
        N_("The trail"),
        "Ctrl+T",
        "trail",
        GO,
        also=N_("follow chain evidence cause measurement"),
    ),
    ActionSpec(
        "go.reports",
        N_("Reports"),
        "Ctrl+8",
        "report",
        GO,
        also=N_("status report meeting deadlines agreement"),
    ),
    ActionSpec("inspector.fold", N_("Fold or unfold the inspector"), "Ctrl+I", "drawer", GO),
    ActionSpec("app.settings", N_("Settings"), "Ctrl+,", "settings", HELP),
    ActionSpec("app.shortcuts", N_("All shortcuts"), "F1", "keyboard", HELP),
    ActionSpec("app.about", N_("About Löftesboken"), "", "info", HELP),
    # About what is chosen on Surveys, or the latest dialogue round.
    ActionSpec(
        "occasion.new",
        N_("New occasion of the dialogue round…"),
        "",
        "plus",
        writes=True,
        also=N_("meeting add"),
    ),
    ActionSpec("survey.outcome", N_("After an occasion…"), "", "check", writes=True),
    ActionSpec("round.copy", N_("Plan the dialogue round once more…"), "", "copy", writes=True),
    ActionSpec(
        "round.programme",
        N_("Programme of the dialogue round"),
        "",
        "report",
        also=N_("week schedule"),
    ),
    ActionSpec(
        "round.calendar",
        N_("Calendar file of the dialogue round…"),
        "",
        "calendar",
        also=N_("export ics Outlook meetings"),
    ),
    # Of one page, which has their keys: only to be found by typing.
    ActionSpec("report.save", N_("Save the report"), "", "save"),
    ActionSpec("report.print", N_("Print the report"), "", "printer"),
    ActionSpec("report.mail", N_("Mail the report"), "", "mail"),
    ActionSpec("report.settle", N_("Make the report final"), "", "lock", writes=True),
    ActionSpec("report.hand_over", N_("Hand over a final report"), "", "send"),
    ActionSpec("report.compare", N_("Compare with another report, or with today"), "", "compare"),
    ActionSpec("report.seal", N_("E-stamp the report"), "", "seal"),
)

BY_ID = {spec.id: spec for spec in ACTIONS}


@dataclass(frozen=True, slots=True)
class KeyNote:
    """A key that works inside one page, for the shortcut sheet."""

    page: str
    keys: str
    text: str


PAGE_KEYS: tuple[KeyNote, ...] = (
    KeyNote("review", "J", N_("Next action")),
    KeyNote("review", "K", N_("Previous action")),
    KeyNote("review", "G", N_("Carried out")),
    KeyNote("review", "F", N_("Move the deadline")),
    KeyNote("review", "Ä", N_("Change owner")),
    KeyNote("review", "A", N_("Write a note")),
    KeyNote("review", "V", N_("Let it rest, or take it up again")),
    KeyNote("review", "B", N_("Record the decision")),
    KeyNote("review", "X", N_("Tick, to change several at once")),
    KeyNote("review", "Shift+↓", N_("Tick along the way")),
    KeyNote("review", "Ctrl+A", N_("Tick the whole queue")),
    KeyNote("review", "Esc", N_("Untick all")),
    KeyNote("review", "/", N_("Filter by text")),
    KeyNote("review", "Shift+F", N_("Saved filters")),
    KeyNote("review", "R", N_("What rests, and back")),
    KeyNote("actions", "/", N_("Filter by text")),
    KeyNote("actions", "Ä", N_("Change owner")),
    KeyNote("actions", "F", N_("Move the deadline")),
    KeyNote("actions", "S", N_("Set status")),
    KeyNote("log", "/", N_("Filter by text")),
    KeyNote("log", "F2", N_("Edit the entry")),
    KeyNote("log", "Del", N_("Remove the entry")),
    KeyNote("promises", "F2", N_("Edit the chosen cell")),
    KeyNote("promises", "Enter", N_("Open the action or the cause")),
    KeyNote("promises", "Del", N_("Remove from a draft")),
    KeyNote("meetings", "F11", N_("Start the meeting, or go on with it")),
    KeyNote("meetings", "Ins", N_("Add a point")),
    KeyNote("meetings", "Del", N_("Take the point off the agenda")),
    KeyNote("meetings", "Alt+↑, Alt+↓", N_("Move the point")),
    KeyNote("meetings", "Enter", N_("Open the action")),
    KeyNote("surveys", "E", N_("After an occasion…")),
    KeyNote("surveys", "F", N_("Figures…")),
    KeyNote("surveys", "Del", N_("Remove the survey or the dialogue round")),
    KeyNote("answers", "J", N_("Next answer")),
    KeyNote("answers", "K", N_("Previous answer")),
    KeyNote("answers", "1–9", N_("Turn a theme of the code book on or off")),
    KeyNote("answers", "S", N_("Take all suggested themes")),
    KeyNote("answers", "0", N_("No theme fits")),
    KeyNote("answers", "Enter", N_("Done: on to the next that isn't coded")),
    KeyNote("answers", "A", N_("Code similar answers too")),
    KeyNote("answers", "M", N_("Mask what may point out a person")),
    KeyNote("answers", "Q", N_("Tick as de-identified")),
    KeyNote("answers", "F2", N_("Edit the answer")),
    KeyNote("answers", "Del", N_("Remove the answer")),
    KeyNote("answers", "/", N_("Filter by text")),
    KeyNote("answers", "F5", N_("Filter again")),
    KeyNote("answers", "V", N_("One at a time or a grid")),
    KeyNote("problems", "Del", N_("Remove the problem")),
    KeyNote("themes", "Enter", N_("Open the answers")),
    KeyNote("themes", "P", N_("Take up as a problem…")),
    KeyNote("trail", "/", N_("Find on the trail, also among the answers")),
    KeyNote("trail", "←, →", N_("Along the trail")),
    KeyNote("trail", "Enter", N_("Open what is followed, or mend the break")),
    KeyNote("trail", "Esc", N_("Follow nothing")),
    KeyNote("overview", "Del", N_("Withdraw the chosen decision request")),
    KeyNote("reports", "Ctrl+S", N_("Save the report")),
    KeyNote("reports", "Ctrl+P", N_("Print the report")),
    KeyNote("reports", "Ctrl+M", N_("Mail the report")),
    KeyNote("reports", "Ctrl+Shift+F", N_("Make the report final")),
    KeyNote("reports", "Ctrl+Shift+O", N_("Hand over a final report")),
    KeyNote("reports", "Ctrl+J", N_("Compare with another report, or with today")),
    KeyNote("reports", "Ctrl+U", N_("Note that the agreement is signed")),
    KeyNote("reports", "Esc", N_("From a final report to the draft")),
)
