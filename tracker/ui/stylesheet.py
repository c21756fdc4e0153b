"""The application's one style sheet, made from the tokens.

Only what Fusion and the palette can't say. Fonts are set on widgets, never here: a font in a
style sheet would override `setFont` everywhere below it.
"""

from string import Template

from tracker.resources import resource_path
from tracker.ui.tokens import TONES, Tokens

# Focus is 2 px inside the edge, so padding gives back the pixel that the border takes.
_TEMPLATE = Template(
    """
QToolTip { background: $surface; color: $text; border: 1px solid $strong; padding: 4px 6px; }
QMainWindow, QDialog { background: $bg; }
QScrollArea, QScrollArea > QWidget > QWidget#content { background: transparent; border: none; }
QWidget[surface="bg"] { background: $bg; }
QWidget[surface="surface"] { background: $surface; }
QWidget[surface="sunken"] { background: $sunken; }
QWidget[surface="tint"] { background: $tint; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[rule="true"] { background: $line; border: none; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox {
    background: $surface; color: $text; border: 1px solid $strong; border-radius: 4px;
    padding: 0 10px; placeholder-text-color: $text3;
    selection-background-color: $accent_fill; selection-color: $on_accent; }
QLineEdit, QComboBox { min-height: 30px; }
QTextEdit, QPlainTextEdit { padding: 5px 6px; }
QLineEdit:focus, QComboBox:focus, QComboBox:on {
    border: 2px solid $accent; padding: 0 9px; min-height: 28px; }
QLineEdit[large="true"] { min-height: 38px; }
QLineEdit[large="true"]:focus { min-height: 36px; }
QLineEdit[kiosk="true"] { min-height: 46px; }
QLineEdit[kiosk="true"]:focus { min-height: 44px; }
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 4px 5px; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled,
QLineEdit[readOnly="true"] { background: $sunken; color: $text2; border-color: $line; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"],
QComboBox[invalid="true"] { border-color: $late_symbol; }
QAbstractItemView QLineEdit, QComboBox QLineEdit {
    border: none; padding: 0; min-height: 0; background: transparent; }
QAbstractItemView QLineEdit { border: 2px solid $accent; border-radius: 0; padding: 0 6px;
    background: $surface; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$art/chevron-down.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $strong; outline: none;
    selection-background-color: $sel; selection-color: $text; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }

QDialogButtonBox QPushButton, QMessageBox QPushButton { background: $surface; color: $text;
    border: 1px solid $strong; border-radius: 4px; padding: 0 16px; min-height: 30px;
    min-width: 56px; }
QDialogButtonBox QPushButton:hover, QMessageBox QPushButton:hover { background: $hover; }
QDialogButtonBox QPushButton:default { background: $accent_fill; color: $on_accent;
    border-color: $accent_fill; }
QDialogButtonBox QPushButton:default:hover { background: $accent_hover; }
QDialogButtonBox QPushButton:focus { border: 2px solid $accent; padding: 0 15px;
    min-height: 28px; }
QDialogButtonBox QPushButton:default:focus { border-color: $text; }
QDialogButtonBox QPushButton:disabled { color: $strong; background: $sunken;
    border-color: $line; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; border-radius: 3px; padding: 0 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; padding: 0 2px;
    min-height: 20px; }
QCheckBox[kiosk="true"] { min-height: 36px; }
QCheckBox[kiosk="true"]:focus { min-height: 32px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px;
    border: 1px solid $strong; border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    border-color: $accent_fill; background: $accent_fill; image: url("$art/check.svg"); }
QCheckBox::indicator:indeterminate { border-color: $accent_fill; background: $accent_fill;
    image: url("$art/minus.svg"); }
QCheckBox::indicator:disabled { background: $sunken; border-color: $line; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $strong;
    border-radius: 8px; background: $surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent_fill;
    border-radius: 8px; background: $on_accent; }

QTextEdit[reading="true"], QTextEdit[reading="true"]:focus { border: none;
    background: $surface; padding: 0; border-radius: 0; }

QMenu { background: $surface; color: $text; border: 1px solid $strong; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { image: url("$art/tick.svg"); }
QMenu::right-arrow { image: url("$art/chevron-right.svg"); width: 14px; height: 14px; }
QMenuBar { background: $bg; color: $text; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 6px 10px; background: transparent; }
QMenuBar::item:selected { background: $sel; }

QAbstractItemView { background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $sel; selection-color: $text; gridline-color: $line; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $text2; border: none;
    border-bottom: 1px solid $strong; padding: 0 12px; }
QTableCornerButton::section { background: $sunken; border: none; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 2px; }
QScrollBar:horizontal { height: 10px; margin: 2px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; }
QScrollBar::handle:hover { background: $strong; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
.QProgressBar { background: $track; border: none; border-radius: 2px; max-height: 8px;
    color: transparent; }
.QProgressBar::chunk { background: $fill; border-radius: 2px; }
$tones
"""
)


def style_sheet(tokens: Tokens) -> str:
    """The whole style sheet in the colours of `tokens`."""
    art = resource_path("icons") / "style" / ("dark" if tokens.dark else "light")
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {tokens.tone(tone).name()}; }}' for tone in TONES
    )
    named = {name: value for name, value in vars(tokens).items() if isinstance(value, str)}
    return _TEMPLATE.substitute(
        named,
        art=art.as_posix(),
        tones=tones,
        late_symbol=tokens.late.symbol,
        scroll=tokens.track_selected,
    )
