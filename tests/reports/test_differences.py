"""One sentence for each difference: the figure first, the reason in the same breath."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.saffle import saffle
from tests.reports.saffle_changes import changes
from tracker.i18n import Language, language
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.reports.differences import _FACTS, difference_sentence
from tracker.services.reports.comparing import compare
from tracker.services.reports.difference import Amount, Difference, What

AS_OF = date(2018, 9, 15)
FOUR_OF_EIGHT = Amount(Decimal(4), Decimal(8), "insatser", 5.65)
ASKED = Difference(
    What.DECISION_ASKED, 4, 2, "Ersätt eller stryk?", after=date(2018, 10, 15),
    reason="Vakans", decided_by="Polischefen",
)  # fmt: skip
MOVED = Difference(
    What.DEADLINE_MOVED, 3, 1, "Översyn", date(2018, 5, 31), date(2018, 9, 28),
    reason="vakant tjänst", decided_by="Styrgruppen", on=date(2018, 5, 24),
)  # fmt: skip
LOGGED = Difference(
    What.LOGGED, 4, 2, "Ungdomsinsatser", Decimal(3), Decimal(4), amount=FOUR_OF_EIGHT, entries=1
)


def said(row: Difference, lang: Language = "sv") -> str:
    with language(lang):
        return difference_sentence(row, AS_OF).replace("\xa0", " ")


def test_there_are_words_for_everything_that_can_differ() -> None:
    assert set(_FACTS) == set(What)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (MOVED, "Översyn: tidsgränsen flyttades från 31 maj till 28 september. "
                "Skäl: vakant tjänst. Beslut 24 maj, Styrgruppen."),
        (replace(MOVED, reason="", decided_by=""),
         "Översyn: tidsgränsen flyttades från 31 maj till 28 september. Skäl saknas."),
        (replace(MOVED, on=None), "Översyn: tidsgränsen flyttades från 31 maj till 28 september. "
                                  "Skäl: vakant tjänst. Beslut: Styrgruppen."),
        (replace(MOVED, after=None, decided_by=""),
         "Översyn: utan tidsgräns, förut 31 maj. Skäl: vakant tjänst."),
        (replace(MOVED, what=What.DEADLINE, reason="", decided_by=""),
         "Översyn: tidsgränsen är 28 september, förut 31 maj."),
        (replace(MOVED, what=What.DEADLINE, before=None, reason="", decided_by=""),
         "Översyn: tidsgränsen är 28 september."),
        (LOGGED, "Ungdomsinsatser: 1 till, nu 4 av 8 insatser."),
        (replace(LOGGED, before=Decimal("6.5"), entries=-1),
         "Ungdomsinsatser: 2,5 färre, nu 4 av 8 insatser."),
        (replace(LOGGED, before=Decimal(4), amount=Amount(Decimal(0), Decimal(1), ""), entries=6),
         "Ungdomsinsatser: 6 insatser loggade."),
        (replace(LOGGED, before=Decimal(4), amount=None, entries=-2),
         "Ungdomsinsatser: 2 insatser borttagna ur loggen."),
        (replace(LOGGED, what=What.AT_RISK, before=None, after=FollowUp.AT_RISK, reason="semester"),
         "Ungdomsinsatser: risk, 4 av 8 insatser, väntat 6. Skäl: semester."),
        (replace(LOGGED, what=What.LATE, after=FollowUp.LATE,
                 amount=replace(FOUR_OF_EIGHT, days_late=92)),
         "Ungdomsinsatser: 92 dagar sen. Skäl saknas."),
        (replace(LOGGED, what=What.NO_LONGER_LATE, after=FollowUp.ON_TRACK),
         "Ungdomsinsatser: inte längre sen, nu i fas."),
        (replace(LOGGED, what=What.ACTION_NOT_DONE, after=ActionStatus.NOT_DONE, reason="brist"),
         "Ungdomsinsatser: ej genomförd, 4 av 8 insatser. Skäl: brist."),
        (replace(LOGGED, what=What.ACTION_DONE, after=ActionStatus.DONE, amount=None),
         "Ungdomsinsatser: genomförd."),
        (replace(LOGGED, what=What.QUANTITY, before=Decimal(8), after=Decimal(6), unit="insatser"),
         "Ungdomsinsatser: 8 blev 6 insatser."),
        (replace(LOGGED, what=What.QUANTITY, before=Decimal(8), after=None, unit="insatser"),
         "Ungdomsinsatser: 8 blev utan mål."),
        (replace(LOGGED, what=What.OWNER, before="Kommunpolis", after=None),
         "Ungdomsinsatser: ägare saknas, förut Kommunpolis."),
        (replace(LOGGED, what=What.ACTION_ADDED, before=None, after=date(2019, 1, 31)),
         "Ungdomsinsatser: ny åtgärd, senast 31 januari 2019."),
        (Difference(What.PROMISE_STATE, 5, None, "", FollowUp.ON_TRACK, FollowUp.LATE),
         "Läge: i fas blev sen."),
        (Difference(What.PROMISE_ENDED, 1, None, "", FollowUp.LATE, PromiseStatus.NOT_KEPT,
                    reason="personal saknades"),
         "Löftet är avslutat: ej uppfyllt. Skäl: personal saknades."),
        (Difference(What.PROMISE_SIGNED, 1, after=3, on=date(2017, 12, 14)),
         "Löftet undertecknades 14 december 2017, med tre åtgärder."),
        (Difference(What.PROMISE_ADDED, 6, after=0),
         "Löftet är nytt och inte undertecknat, utan åtgärder."),
        (Difference(What.PROMISE_TEXT, 5, None, "Ny", "Gammal", "Ny"),
         "Löftet heter ”Ny”, förut ”Gammal”."),
        (Difference(What.PROMISE_TEXT, 5, None, "Rubrik", "a", "b", reason="fler",
                    decided_by="Styrgruppen", on=date(2018, 3, 12)),
         "Löftets text ändrades. Skäl: fler. Beslut 12 mars, Styrgruppen."),
        (Difference(What.MEASURED, 4, None, "Föräldrar", Decimal(27), Decimal(34), "%",
                    on=date(2018, 9, 12), entries=2),
         "Föräldrar: 34 % den 12 september, förut 27 %."),
        (Difference(What.MEASURED, 4, None, "Föräldrar", unit="%", reason="ingen enkät"),
         "Föräldrar: ej mätt. Skäl: ingen enkät."),
        (Difference(What.MEASURED, 4, None, "Föräldrar"), "Föräldrar: ej mätt. Skäl saknas."),
        (Difference(What.MEASURED, 4, None, "Olyckor", after=Decimal(0), on=date(2018, 9, 1)),
         "Olyckor: 0 den 1 september."),
        (ASKED, "Ny fråga till Polischefen, svar senast 15 oktober: Ersätt eller stryk?"),
        (replace(ASKED, what=What.DECISION_WITHDRAWN),
         "Frågan ställs inte längre: Ersätt eller stryk?"),
        (Difference(What.DECISION_ANSWERED, 3, 1, "Flytta?", after="Ja, till hösten",
                    decided_by="Kommunalrådet", on=date(2018, 5, 24)),
         "Besvarad fråga: Flytta? Svar: Ja, till hösten. Beslut 24 maj, Kommunalrådet."),
        (Difference(What.FEEDBACK_GIVEN, 3, None, "Boende", after="Webben", on=date(2018, 5, 17)),
         "Återkoppling gavs 17 maj: Webben, Boende."),
        (Difference(What.DIARY_NUMBER, before="KS 1", after="KS 2", party=Party.MUNICIPALITY),
         "Diarienummer, Kommun: KS 1 blev KS 2."),
        (Difference(What.DIARY_NUMBER, before="KS 1", party=Party.MUNICIPALITY),
         "Diarienummer, Kommun: KS 1 är borttaget."),
        (Difference(What.DEVIATION, 3, after="två bommar i plåt", reason="pris"),
         "Två bommar i plåt. Skäl: pris."),
    ],
)  # fmt: skip
def test_in_swedish(row: Difference, words: str) -> None:
    assert said(row) == words


def test_in_english() -> None:
    assert said(MOVED, "en") == (
        "Översyn: the deadline was moved from 31 May to 28 September. "
        "Reason: vakant tjänst. Decided 24 May, Styrgruppen."
    )
    assert said(LOGGED, "en") == "Ungdomsinsatser: 1 more, now 4 of 8 insatser."


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_sentence_ends_and_none_has_a_hole(lang: Language) -> None:
    nothing = replace(saffle(), promises=(), decisions=(), feedback=(), diary_numbers=())
    both_ways = (*compare(nothing, saffle()), *compare(saffle(), nothing))
    assert len(both_ways) > 30
    for row in (*both_ways, *changes()):
        words = said(row, lang)
        assert words[-1] in ".?", words
        assert "None" not in words
        assert "  " not in words
        assert ": ," not in words
