"""The trail on paper: what the book holds at each step, and every gap where it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.reading import reader, texts_of
from tests.reports.structure import check_structure
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import LANGUAGES, Language, language
from tracker.models.enums import CauseKind, ReportState, SurveyMethod
from tracker.reports.build import build_report
from tracker.reports.gap_note import gap_pages
from tracker.reports.gap_words import gap_detail, gap_label, gap_sentence, gap_title
from tracker.reports.kinds.trail import lay_out
from tracker.reports.pdf.escape import BOX
from tracker.services.context import AppContext
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.reports.gaps import Gap, GapKind, gaps
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput
from tracker.services.reports.trail_rows import (
    ActionLog,
    ActionRef,
    EntryRow,
    EvidenceRow,
    MonthRow,
    SourceCount,
    SurveyRow,
    ThemeCount,
    TrailCause,
    TrailInput,
    TrailProblem,
)


@pytest.fixture(scope="module")
def told(book: AppContext) -> ReportInput:
    return report_input(book, ReportQuery(kind="trail"))


@pytest.fixture(scope="module")
def pages(told: ReportInput) -> list[str]:
    return texts_of(told)


def page_with(pages: list[str], words: str) -> int:
    """The number of the only page with `words`."""
    (number,) = [n for n, text in enumerate(pages, start=1) if words in text]
    return number


# --- page one ------------------------------------------------------------------------------------


def test_page_one_counts_what_the_book_holds_at_each_step(pages: list[str]) -> None:
    assert (
        "Kedjan har åtta luckor. Fem av sex löften vilar på underlag. "
        "20 av 20 åtgärder möter en orsak." in pages[0]
    )
    assert (
        "15 Underlag 400 svar i boken 5 Problem 5 besvaras av löften 11 Orsaker 11 möts av "
        "åtgärder 6 Löften 5 undertecknade 20 Åtgärder 1 saknar väntad insats 236 Insatser "
        "0 utan källa 36 Mätningar 1 ej mätt" in pages[0]
    )


def test_page_one_names_every_gap_and_where_it_is_told(pages: list[str]) -> None:
    first = pages[0]
    lone = page_with(pages, "Löfte som inte besvarar något problem")
    assert f"Löften utan belägg · 1 L6 Ökad trygghet {lone}" in first
    at = page_with(pages, "Lucka: Ingen insats är loggad på åtgärd 5.5.")
    assert "Åtgärder utan loggad insats · 1 5.5 Röja två återstående stråk Tidsgräns" in first
    assert f"15 juni. {at}" in first
    assert "Mått som aldrig har mätts · 3 L3 Betyg på gång- och cykelvägar Ska mätas" in first
    grades = page_with(pages, "Betyg på gång- och cykelvägar, 1–5 Effektmål")
    assert f"L3 Betyg på gång- och cykelvägar Ska mätas senast 15 november. {grades}" in first
    unmeasured = page_with(pages, "31 dec 2017 ej mätt")
    assert f"ställts igen. {unmeasured}" in first
    assert (
        "Mätningar som inte blev gjorda (ej mätt) · 1 L2 Vill ha mer tillgänglig polis "
        "31 december 2017. Skäl: Ingen ny medborgardialog hölls 2017" in first
    )


def test_every_gap_has_the_page_that_tells_of_it(told: ReportInput) -> None:
    for data in (told, _awkward(told)):
        page_of = gap_pages(lay_out(data, lambda _part: None))
        assert set(page_of) == set(gaps(data))
    numbers = [gap_label(gap) for gap in gaps(told) if gap.kind is GapKind.ACTION_WITHOUT_LOG]
    assert numbers == ["5.5"]


def test_a_chain_without_gaps_says_so(told: ReportInput) -> None:
    promise = told.promises[0]
    assert told.trail is not None
    trail = TrailInput(
        problems=told.trail.problems[:1],
        surveys=told.trail.surveys,
        logs=tuple(log for log in told.trail.logs if log.promise == 1),
    )
    whole = replace(told, promises=(promise,), trail=trail)
    assert gaps(whole) == ()
    first = texts_of(whole)[0]
    assert "Kedjan har ingen lucka. Ett av ett löfte vilar på underlag." in first
    assert "Ingen lucka: varje steg leder vidare till nästa." in first


def test_where_nothing_is_there_to_lead_on_it_says_what_is_missing(told: ReportInput) -> None:
    assert told.trail is not None
    none = replace(told, promises=(), trail=TrailInput())
    assert "Boken har ännu inget underlag, inget problem och inget löfte." in texts_of(none)[0]
    unlinked = replace(none, trail=TrailInput(surveys=told.trail.surveys))
    first = texts_of(unlinked)[0]
    assert "Boken har ännu inget problem och inget löfte." in first
    assert "Ingen lucka" not in first
    english = texts_of(none, "en")[0]
    assert "The book has no evidence, no problem and no promise yet." in english


def test_none_of_them_is_told_in_the_singular(told: ReportInput) -> None:
    assert told.trail is not None
    bare = replace(told.promises[0], actions=told.promises[0].actions[:1])
    bare = replace(bare, actions=tuple(replace(row, causes=()) for row in bare.actions))
    alone = replace(told, promises=(bare,), trail=TrailInput())
    assert "Inget löfte vilar på underlag. Ingen åtgärd möter en orsak." in texts_of(alone)[0]
    assert "No promise rests on evidence. No action meets a cause." in texts_of(alone, "en")[0]


def test_many_gaps_of_a_kind_are_counted_and_told_in_their_chains(told: ReportInput) -> None:
    promise = told.promises[0]
    pattern = promise.actions[0]
    actions = tuple(replace(pattern, number=n, causes=(), title=f"Nr {n}") for n in range(1, 61))
    data = replace(told, promises=(replace(promise, actions=actions),))
    text = " ".join(texts_of(data))
    assert "Åtgärder som inte möter någon orsak · 60" in text
    assert "och 40 till, som nämns i sina kedjor" in text
    assert "Åtgärderna 1.1, 1.2, 1.3," in text
    assert "1.30 och 30 till möter ingen orsak." in text


# --- the evidence --------------------------------------------------------------------------------


def test_every_survey_with_method_day_place_answers_and_limitation(pages: list[str]) -> None:
    text = pages[1]
    assert "1 Torgsamtal på Stortorget Torgsamtal · Stortorget · Allmänheten" in text
    assert "Teman: synlig polis 55, utemiljö 18, liv i centrum 16" in text
    assert "25 apr 2016 92 av 118 Dagtid en måndag. Få svar" in text
    assert "Inget slumpurval. Skolelever är överrepresenterade" in text


def test_themes_that_few_took_up_are_not_told(told: ReportInput) -> None:
    survey = SurveyRow(
        1, "Enkät", SurveyMethod.QUESTIONNAIRE, date(2018, 1, 1), "", "", 9, 8, 8,
        (ThemeCount("belysning", 5), ThemeCount("grannen", 4)), "", "",
    )  # fmt: skip
    text = " ".join(texts_of(replace(told, trail=TrailInput(surveys=(survey,)))))
    assert "Teman: belysning 5" in text
    assert "grannen" not in text


# --- a chain -------------------------------------------------------------------------------------


def test_a_chain_runs_from_evidence_to_measurement(pages: list[str]) -> None:
    text = " ".join(pages)
    chain = text[text.index("Problem 1 Mörka och skymda") : text.index("Problem 2 Polisen syns")]
    steps = [
        "1 Underlag Vad vi vet", "2 Problem Flera gångstråk", "3 Orsaker Varför det är så",
        "4 Löfte L1 Förbättra utemiljön", "5 Åtgärder Vad som görs", "6 Insatser Vad som verkligen",
        "7 Mätningar Vad som har",
    ]  # fmt: skip
    found = [chain.index(words) for words in steps]
    assert found == sorted(found)
    for words in (
        "26 % av de svarande vill ha bättre utemiljö. 7. Sammanställd medborgardialog, vecka 17 "
        "18 maj 2016 · Statistik",
        "Prioritet 2. Näst vanligaste önskemålet",
        "2 Skymmande buskage Objekt eller plats 1.1, 1.3, 1.4",
        "Delvis uppfyllt · undertecknat 14 december 2016, version 1",
        "1.3 2 3 Röjning av skymmande buskage Fri sikt i hela stråket Skäl: Två av sex stråk",
        "Genomförd 24 januari",
    ):
        assert words in chain, words


def test_what_was_not_delivered_says_why(pages: list[str], told: ReportInput) -> None:
    text = " ".join(pages)
    promise = told.promises[0]
    undone = [action for action in promise.actions if action.status.needs_reason]
    assert [action.number for action in undone] == [3, 4]
    for action in undone:
        assert action.reason
        assert f"Skäl: {action.reason}" in text
    assert promise.outcome_reason
    assert f"Skäl: {promise.outcome_reason} Förväntad effekt:" in text
    silent = replace(
        told,
        promises=(
            replace(
                promise,
                outcome_reason="",
                actions=tuple(replace(row, reason="") for row in promise.actions),
            ),
            *told.promises[1:],
        ),
    )
    assert " ".join(texts_of(silent)).count("Skäl saknas.") == 3


def test_a_moved_deadline_and_every_deviation_are_told(pages: list[str], told: ReportInput) -> None:
    text = " ".join(pages)
    assert "28 sep 2018 tidigare 31 maj 2018" in text
    (moved,) = [row for p in told.promises for row in p.deviations if row.action == 1]
    assert moved.reason in text
    assert "31 maj blev 28 september" in text
    assert moved.decided_by in text
    assert text.count("Ingen avvikelse är antecknad.") == sum(
        p.status.locked and not p.deviations for p in told.promises
    )


def test_a_short_log_is_listed_and_a_long_one_summed_by_month(pages: list[str]) -> None:
    text = " ".join(pages)
    assert (
        "1.2 Laga 40 armaturer 40 40 armaturer-2017-host.csv (22), armaturer-2017-var.csv (18) "
        "9 feb–26 sep 2017" in text
    )
    assert "1.2 Laga 40 armaturer, armaturer 2017 – 5 7 6 6 5 – 5 6 – – – 40" in text
    assert (
        "1.3 Röjning av skymmande buskage, stråk 19 apr 2017 1 Kanalstråket, norra delen "
        "Arbetsorder" in text
    )
    # Two of the patrols are internal: counted, but nothing is said of them.
    assert "5.2 Fotpatrullering, pass fre/lör kväll 17 17 Passrapport (15), 2 interna" in text


def test_measurements_are_all_there_and_what_was_not_measured_says_why(pages: list[str]) -> None:
    text = " ".join(pages)
    assert (
        "Vill ha mer tillgänglig polis Effektmål · start 60 % (n = 400) · mål 50 % · "
        "källa: Medborgardialog 31 dec 2017 ej mätt Ingen ny medborgardialog hölls 2017" in text
    )
    assert "Betyg på gång- och cykelvägar, 1–5 Effektmål · start 3,3 (n = 219) · mål 3,6" in text
    assert "Lucka: aldrig mätt. Ska mätas senast 15 november." in text


def test_gaps_stand_where_they_are(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "Lucka: Ingen insats är loggad på åtgärd 5.5." in text
    last = text[text.index("Löfte som inte besvarar något problem L6 Ökad trygghet") :]
    assert "Lucka: Löftet saknar belägg." in last
    assert "Lucka: Löftet har ingen åtgärd." in last


ACTION = (1, 1)


def _awkward(told: ReportInput) -> ReportInput:
    word = "ord" * 100
    note = "<b>&</b> {n} \u202e😀 " + " ".join(f"mening{n}" for n in range(2500))
    promise = told.promises[0]
    hard = replace(
        promise,
        title=word,
        text=note,
        expected_effect=note,
        actions=tuple(
            replace(row, title=word, goal=note, owner=word, unit=word) for row in promise.actions
        ),
        indicators=tuple(
            replace(
                row,
                name=word,
                source=note,
                measurements=tuple(replace(m, note=note, source=word) for m in row.measurements),
            )
            for row in promise.indicators
        ),
    )
    entry = EntryRow(date(2018, 3, 1), Decimal("1.25"), word, "", note)
    secret = EntryRow(date(2018, 3, 2), Decimal(1), "", "", "", internal=True)
    log = ActionLog(
        *ACTION, 3, Decimal("3.25"), date(2018, 3, 1), date(2018, 3, 2), 2,
        (SourceCount(word, 1), *(SourceCount(f"källa {n}", 1) for n in range(5))),
        (MonthRow(2018, 3, 3, Decimal("123456.5")),), (entry, secret),
    )  # fmt: skip
    problem = TrailProblem(
        1, word, note, word, word, word, word, 1, note,
        tuple(EvidenceRow(1, note) for _n in range(2)),
        (TrailCause(1, CauseKind.PLACE, note, tuple(ActionRef(1, n) for n in range(1, 90))),
         TrailCause(2, CauseKind.VICTIM, word, ())),
        (1, 2),
    )  # fmt: skip
    lone = TrailProblem(2, "", "", "", "", "", "", None, "", (), (), ())
    survey = SurveyRow(
        1, word, SurveyMethod.STATISTICS, date(2018, 1, 1), word, word, None, 12345, 0,
        (ThemeCount(word, 99),), note, note,
    )  # fmt: skip
    trail = TrailInput((survey,), (problem, lone), (log,))
    return replace(told, promises=(hard, *told.promises[1:]), trail=trail)


def test_awkward_text_is_printed_whole(told: ReportInput) -> None:
    drawn = " ".join(texts_of(_awkward(told)))
    words = [word.strip("., ") for word in drawn.split()]
    for n in (0, 1250, 2499):
        assert words.count(f"mening{n}") >= 8
    assert f"<b>&</b> {{n}} {BOX}" in drawn
    assert "intern insats, redovisas inte här" in drawn
    assert "2 utan källa" in drawn
    assert "Lucka: Ingen åtgärd möter orsak 2." in drawn
    assert "Lucka: Inget löfte besvarar problemet." in drawn
    assert "Insatser i åtgärd 1.1 (2 av 3) saknar källa." in drawn


def test_a_promise_is_told_in_full_once(told: ReportInput) -> None:
    assert told.trail is not None
    first, second, *others = told.trail.problems
    both = replace(second, promises=(1, 2), causes=first.causes[:1])
    data = replace(told, trail=replace(told.trail, problems=(first, both, *others)))
    text = " ".join(texts_of(data))
    assert text.count("Löftet redovisas i sin helhet under problem 1.") == 1
    assert text.count(told.promises[0].text) == 1
    assert text.count("4 Löfte L1 Förbättra utemiljön") == 2


def test_a_log_of_many_years_and_a_book_of_many_actions(told: ReportInput) -> None:
    promise = told.promises[0]
    pattern = promise.actions[1]
    actions = tuple(replace(pattern, number=n, title=f"Nr {n}", causes=(1,)) for n in range(1, 501))
    months = tuple(
        MonthRow(year, month, 20, Decimal(20)) for year in range(2001, 2019) for month in (1, 12)
    )
    logs = tuple(
        ActionLog(1, n, 720, Decimal(720), date(2001, 1, 1), date(2018, 12, 1), 0, (), months, ())
        for n in range(1, 51)
    )
    refs = tuple(ActionRef(1, n) for n in range(1, 501))
    assert told.trail is not None
    problem = replace(
        told.trail.problems[0], causes=(TrailCause(1, CauseKind.PLACE, "Mörkt", refs),)
    )
    trail = TrailInput(told.trail.surveys, (problem,), logs)
    data = replace(told, promises=(replace(promise, actions=actions),), trail=trail)
    pages = texts_of(data)
    drawn = " ".join(pages)
    assert all(f"1.{n} 1 Nr {n} " in drawn for n in range(1, 501))
    assert "2001 20 – – – – – – – – – – 20 40" in drawn
    assert "1.50 Nr 50, armaturer" in drawn
    assert "(forts.)" in drawn


def test_an_empty_book() -> None:
    empty = ReportInput(
        kind="trail",
        municipality="Ny kommun",
        police_area="",
        as_of=date(2018, 9, 15),
        period_from=date(2018, 5, 1),
        period_to=date(2018, 9, 15),
        diary_numbers=(),
        state=ReportState.DRAFT,
        trail=TrailInput(),
    )
    text = " ".join(texts_of(empty))
    assert "Inga löften är inlagda." in text
    assert "0 Underlag 0 svar i boken" in text
    assert "Inget underlag är inlagt i boken." in text
    assert "No promise has been entered." in " ".join(texts_of(empty, "en"))
    # As of a version that kept no trail.
    assert texts_of(replace(empty, trail=None))


# --- what the problems rest on -------------------------------------------------------------------


def test_evidence_of_every_kind_and_the_chain_of_whys(told: ReportInput) -> None:
    assert told.trail is not None
    kind = EvidenceKind
    evidence = (
        EvidenceRow(None, "26 % tar upp utemiljön", kind.THEME, "utemiljö", 104),
        EvidenceRow(2, "60 % vill se mer polis", kind.FIGURE, "Vill se mer polis", 412),
        EvidenceRow(1, "”Mörkt vid bron.”", kind.QUOTE),
        EvidenceRow(1, "", kind.QUOTE, withheld=True),
    )
    cause = TrailCause(1, CauseKind.PLACE, "Släckt", (), ("Trasiga lampor", "Ingen ronderar"))
    problem = replace(told.trail.problems[0], evidence=evidence, causes=(cause,))
    data = replace(told, trail=replace(told.trail, problems=(problem,)))
    with language("en"):
        pages = reader(build_report(data, lang="en")).pages
        text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "26 % tar upp utemiljön. Theme: utemiljö All answers in the book 104" in text
    assert "Vill se mer polis 412" in text
    assert "”Mörkt vid bron.” 1. Torgsamtal på Stortorget" in text
    assert "The quote is left out: nobody has ticked the answer as de-identified." in text
    assert "Släckt Why? Trasiga lampor. Why? Ingen ronderar." in text


# --- words ---------------------------------------------------------------------------------------


def _gap(kind: GapKind, n: int) -> Gap:
    of_action = kind in (
        GapKind.ACTION_WITHOUT_CAUSE, GapKind.ACTION_WITHOUT_LOG, GapKind.ENTRIES_WITHOUT_SOURCE,
    )  # fmt: skip
    of_problem = kind.startswith(("problem", "cause"))
    return Gap(
        kind,
        f"Nr {n}",
        problem=7 if of_problem else None,
        cause=n if kind is GapKind.CAUSE_WITHOUT_ACTION else None,
        promise=None if of_problem or kind is GapKind.THEME_UNANSWERED else 3,
        action=n if of_action else None,
        count=2,
        total=5,
        on=date(2018, 9, n),
        reason="sjuk",
    )


@pytest.mark.parametrize("kind", list(GapKind))
def test_every_kind_of_gap_has_words_in_both_languages(kind: GapKind) -> None:
    one, two = _gap(kind, 1), _gap(kind, 2)
    said = []
    for lang in LANGUAGES:
        with language(lang):
            said.append((gap_title(kind), gap_sentence([one]), gap_sentence([one, two])))
            assert gap_label(one)
            assert "{" not in gap_detail(one, date(2018, 9, 15))
    assert all(swedish != english for swedish, english in zip(*said, strict=True))
    assert all(sentence.endswith(".") for sentence in said[0][1:])


def test_when_something_is_to_be_measured() -> None:
    gap = _gap(GapKind.NEVER_MEASURED, 1)
    assert gap_detail(gap, date(2018, 8, 1)) == "Ska mätas senast 1 september."
    assert gap_detail(gap, date(2018, 9, 2)) == "Skulle ha mätts senast 1 september."
    assert gap_detail(replace(gap, on=None), date(2018, 9, 2)) == "Ingen dag är satt."


# --- as a machine reads it -----------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_case_conforms(told: ReportInput, lang: Language) -> None:
    empty = replace(told, promises=(), trail=TrailInput(), diary_numbers=(), agreement=None)
    for data in (told, empty, _awkward(told)):
        pdf = build_report(data, lang=lang)
        for profile in PROFILES:
            assert complaints(pdf, profile) == [], profile
        for number, sheet in enumerate(reader(pdf).pages):
            assert int(str(sheet["/StructParents"])) == number


def test_headings_never_skip_a_level_and_rows_have_headers(told: ReportInput) -> None:
    check_structure(build_report(told, lang="sv"))


def test_the_outline_leads_to_every_problem(told: ReportInput) -> None:
    titles = []
    for entry in reader(build_report(told, lang="sv")).outline:
        below = entry if isinstance(entry, list) else [entry]
        titles += [str(item.title) for item in below if not isinstance(item, list)]
    assert titles[0] == "Från underlag till mätning"
    assert "Problem 2: Polisen syns för sällan" in titles
    assert titles[-1] == "Löfte som inte besvarar något problem: L6 Ökad trygghet"


def test_english(told: ReportInput) -> None:
    pages = texts_of(told, "en")
    assert "The chain has eight gaps. Five of six promises rest on evidence." in pages[0]
    text = " ".join(pages)
    for words in ("Gap: Nothing is logged on action 5.5.", "Entry by entry", "Quantity by month"):
        assert words in text
    for swedish in ("Lucka", "Underlag ", "Insats för", "aldrig", "Begränsning"):
        assert swedish not in text
