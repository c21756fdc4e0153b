"""The fields of forms. Each holds one value and never throws away what was typed.

`value()` raises `Invalid` for what can't be understood, naming the field by its `objectName`;
`set_value()` shows another value.
"""

from tracker.ui.widgets.note_field import NoteField
from tracker.ui.widgets.picker import Picker
from tracker.ui.widgets.value_fields import DateField, HoursField, NumberField

__all__ = ["DateField", "HoursField", "NoteField", "NumberField", "Picker"]
