"""What every page carries: masthead or running header, footer, and the signs of a draft."""

from tracker.i18n import _, format_date
from tracker.models.enums import Party, ReportState
from tracker.reports import style
from tracker.reports.pdf.fonts import safe
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.picture import from_png
from tracker.reports.pdf.text import Run, TextStyle, wrap
from tracker.reports.registry import ReportKind
from tracker.reports.sentences import municipality_name, police_name
from tracker.reports.style import MM
from tracker.services.reports.rows import Logotype, ReportInput

_UPRIGHT_AT = style.PAGE_WIDTH - 9.2 * MM
_STAMP_HEIGHT, _RUNNING_STAMP_HEIGHT = 5.4 * MM, 4.4 * MM
_STAMP_PAD, _NOTE_GAP = 2.7 * MM, 2.4 * MM
_DIVIDER_GAP, _LOGOTYPE_GAP = 2.6 * MM, 3.4 * MM


class PageFurniture:
    """Draws header and footer of a report's pages."""

    def __init__(self, data: ReportInput, kind: ReportKind) -> None:
        self._data = data
        self._kind = kind
        self._is_draft = data.state is ReportState.DRAFT and not kind.is_form
        self._goes_on = data.meeting is not None and data.meeting.goes_on

    def header(self, pen: Pen, number: int, total: int) -> None:
        """The masthead on page one, the running header on the others."""
        if number == 1:
            self._masthead(pen)
        else:
            with pen.artifact(pagination=True):
                self._running_header(pen)
        if self._is_draft:
            with pen.artifact(pagination=True):
                for part in (0.25, 0.5, 0.75):
                    going_on = _("GOING ON – NOT FINAL")
                    text = safe(going_on if self._goes_on else _("DRAFT – NOT FINAL"))
                    pen.upright(_UPRIGHT_AT, style.PAGE_HEIGHT * part, text, style.UPRIGHT_NOTE)

    def _masthead(self, pen: Pen) -> None:
        look = self._data.look
        high = style.masthead(look)
        middle = style.TOP + high / 2 - 0.9 * MM
        note = self._note()
        right = self._stamp_left(note) - 6 * MM
        if look.logotype is None:
            self._names(pen, right, middle)
        else:
            self._logotype(pen, look.logotype, right, middle)
        with pen.element("P"):
            self._stamp(pen, middle, _STAMP_HEIGHT, note)
        rule = style.masthead_rule(look)
        pen.rule(style.LEFT, style.TOP + high, style.WIDTH, 1.5, rule)

    def _names(self, pen: Pen, right: float, middle: float) -> None:
        """Both parties' names."""
        names = [municipality_name(self._data.municipality), police_name(self._data.police_area)]
        x = style.LEFT
        with pen.element("P"):
            for index, name in enumerate(name for name in names if name):
                if index:
                    _draw_divider(pen, x + _DIVIDER_GAP, middle, style.MASTHEAD_NAME.size * 0.75)
                    x += 2 * _DIVIDER_GAP
                x += self._set(pen, x, middle, name, style.MASTHEAD_NAME, right - x)

    def _logotype(self, pen: Pen, logotype: Logotype, right: float, middle: float) -> None:
        """The municipality's picture instead of its name, and the police's name beside it."""
        width, height = style.logotype_size(logotype)
        box = (style.LEFT, middle - height / 2, width, height)
        with pen.figure(safe(logotype.alt), *box):
            pen.picture(from_png(logotype.data), *box)
        x = style.LEFT + width + _LOGOTYPE_GAP
        _draw_divider(pen, x, middle, height * 0.7)
        x += _LOGOTYPE_GAP
        with pen.element("P"):
            name = police_name(self._data.police_area)
            self._set(pen, x, middle, name, style.MASTHEAD_NAME, right - x)

    def _running_header(self, pen: Pen) -> None:
        data = self._data
        middle = style.TOP + style.RUNNING_HEADER / 2 - 0.9 * MM
        note = _("Example data") if data.example else ""
        room = self._stamp_left(note) - 6 * MM - style.LEFT
        text = f"{self._kind.heading(data)} · {self._both()}"
        self._set(pen, style.LEFT, middle, text, style.RUNNING, room)
        self._stamp(pen, middle, _RUNNING_STAMP_HEIGHT, note)
        y = style.TOP + style.RUNNING_HEADER
        pen.rule(style.LEFT, y, style.WIDTH, 0.5, style.RULE)

    def _note(self) -> str:
        """What stands to the left of the box on page one."""
        notes = [_("Example data")] if self._data.example else []
        if self._is_draft:
            notes.append(_("not final"))
        return " · ".join(notes)

    def _stamp_text(self) -> str:
        if self._is_draft:
            return _("GOING ON") if self._goes_on else _("DRAFT")
        if self._kind.is_form:
            return _("FORM")
        settled = self._data.settled_on
        if settled is None:
            return _("FINAL")
        return _("FINAL {day}").format(day=format_date(settled, "iso"))

    def _stamp_width(self) -> float:
        text = safe(self._stamp_text())
        return style.STAMP.width(text) - style.STAMP.tracking + 2 * _STAMP_PAD

    def _stamp_left(self, note: str) -> float:
        """The left edge of the box and the note beside it."""
        beside = style.LABEL.width(safe(note)) + _NOTE_GAP if note else 0
        return style.LEFT + style.WIDTH - self._stamp_width() - beside

    def _stamp(self, pen: Pen, middle: float, high: float, note: str) -> None:
        """The box to the right and the note beside it."""
        if note:
            text = f"{safe(note)} "
            pen.word(self._stamp_left(note), _baseline(middle, style.LABEL), text, style.LABEL)
        wide, edge = self._stamp_width(), 1.2
        x = style.LEFT + style.WIDTH - wide
        with pen.artifact():
            inner = (x + edge / 2, middle - high / 2 + edge / 2, wide - edge, high - edge)
            pen.rect(*inner, stroke=style.INK, weight=edge)
        text = safe(self._stamp_text())
        pen.word(x + _STAMP_PAD, _baseline(middle, style.STAMP), text, style.STAMP)

    def _set(
        self, pen: Pen, x: float, middle: float, text: str, text_style: TextStyle, room: float
    ) -> float:
        """One line around `middle`, cut to `room`; returns its width."""
        line = wrap((Run(text, text_style),), max(room, 1), 1)[0]
        words = "".join(piece.text for piece in line.pieces)
        pen.word(x, _baseline(middle, text_style), f"{words} ", text_style)
        return line.width

    def footer(self, pen: Pen, number: int, total: int) -> None:
        """Diary numbers, the as-of date, and the page's number of how many."""
        data = self._data
        pen.rule(style.LEFT, style.FOOTER_RULE, style.WIDTH, 0.5, style.RULE)
        middle = style.FOOTER_RULE + 3.2 * MM
        as_of = _("State as of {day}").format(day=format_date(data.as_of, "iso"))
        if self._kind.is_public:
            as_of = _("How things stood on {day}").format(day=format_date(data.as_of, "long"))
        if data.example:
            as_of += " · " + _("Example data")
        page = _("Page {n} of {total}").format(n=number, total=total)
        as_of, page = safe(as_of), safe(page)
        with pen.artifact(pagination=True):
            right = style.LEFT + style.WIDTH - style.LABEL.width(page)
            wide = style.LABEL.width(as_of)
            room = right - style.LEFT - wide - 8 * MM
            whose = self._both() if self._kind.is_public else self._diary()
            left = style.LEFT + self._set(pen, style.LEFT, middle, whose, style.LABEL, room)
            # The middle one has as much air on either side.
            pen.word((left + right - wide) / 2, _baseline(middle, style.LABEL), as_of, style.LABEL)
            pen.word(right, _baseline(middle, style.LABEL), page, style.LABEL)

    def _both(self) -> str:
        """Whose promises these are."""
        return _("{municipality} and {police}").format(
            municipality=municipality_name(self._data.municipality),
            police=police_name("" if self._kind.is_public else self._data.police_area, short=True),
        )

    def _diary(self) -> str:
        """Both diary numbers, each with whose it is."""
        whose = {
            Party.MUNICIPALITY: _("the municipality"),
            Party.POLICE: _("the Police"),
        }
        numbers = [
            f"{row.number} ({whose[row.party]})" if row.party in whose else row.number
            for row in self._data.diary_numbers
        ]
        if not numbers:
            return _("No diary number")
        return _("Dnr {numbers}").format(numbers=" · ".join(numbers))


def _draw_divider(pen: Pen, x: float, middle: float, high: float) -> None:
    """A short upright line between what stands beside each other."""
    top = middle - high / 2
    with pen.artifact():
        pen.path([(x, top), (x, top + high)], 0.5, style.RULE)


def _baseline(middle: float, text_style: TextStyle) -> float:
    """The baseline of capitals centred on `middle`."""
    return middle + 0.33 * text_style.size
