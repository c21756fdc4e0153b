"""Guesses what the columns of an unknown file of answers are, by their headings and contents.

Nothing that identifies anyone is guessed to be anything: such a column is left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.models.search import folded
from tracker.services.check import Finding
from tracker.services.spreadsheet.column_facts import ColumnFacts, is_rating
from tracker.services.spreadsheet.headings import ImportKind, column_places, is_enough
from tracker.services.spreadsheet.ratings import HIGHEST, rating_of
from tracker.services.spreadsheet.response_map import SINGLE, ColumnMap, ResponseMap, Role

_KNOWN = {
    "text": Role.TEXT,
    "rating": Role.RATING,
    "themes": Role.THEMES,
    "place": Role.PLACE,
    "respondent_group": Role.GROUP,
    "deidentified": Role.DEIDENTIFIED,
    "survey": Role.SURVEY,
    "coded_by": Role.CODER,
    "answered_on": Role.DATE,
    "id": Role.KEY,
}
_ANY_SEPARATOR = ",;/"
# A list with this many of the headings we know was made for us, and the rest of it was not.
_OURS = 2 / 3
_MOST = 0.8
_SOME = 0.5
# So many different texts can be slips; more than that is another scale.
_FEW = 2
_MANY_GROUPS = 30
_TAKEN = {
    Role.RATING: "guess.one_rating",
    Role.PLACE: "guess.one_place",
    Role.GROUP: "guess.one_group",
    Role.DEIDENTIFIED: "guess.one_deidentified",
    Role.SURVEY: "guess.one_survey",
    Role.CODER: "guess.one_coder",
    Role.DATE: "guess.one_date",
    Role.KEY: "guess.one_key",
}


def _says(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


_PERSON = _says(
    r"e-?post\w*|e-?mail\w*|mejl\w*|mail\w*|telefon\w*|mobil|mobiln\w+|phone\w*|personn\w+|"
    r"födelsed\w+|förnamn\w*|efternamn\w*|för- och efternamn|namn|name|full name|user ?name|"
    r"användar\w+|kontaktu\w+|adress|gatuadress|hemadress|ip|ip-?adress|ip address"
)
_ASKS_FOR_PERSON = _says(
    r"(?:ditt|ert|your) (?:för- och efter)?(?:namn|name)|dina kontaktu\w+|"
    r"(?:din|your) (?:e-?post\w*|e-?mail\w*|mejl\w*|adress|telefon\w*|phone\w*)"
)
_SHORT_HEADING = 4
_KEY = _says(
    r"id|nr|#|no|respondent|respondent-?id|respondent nr|svars-?id|response ?id|löpnummer|token|"
    r"guid|svarsnummer|record ?id|submission id|answer id"
)
_RATING = _says(
    r"o?trygg\w*|betyg\w*|skala\w*|scale|1 ?(?:-|–|till|to) ?5|nöjd\w*|skatt\w+|rating|score|safe|"
    r"instämmer"
)
_RATED = _says(
    r"hur (?:o?trygg|säker|nöjd)\w*|på en skala|betyg\w*|how (?:un)?(?:safe|satisfied)|on a scale|"
    r"rating"
)
_TO_FIVE = re.compile(r"(?<![\w.,])1 ?(?:(?:-|–|—|till|to) ?5(?!\w)|=.*?(?<!\w)5 ?=)", re.S)
_COUNT = _says(r"antal|hur många|hur ofta|how many|how often|sekunder|seconds|minuter|duration")
_THEMES = _says(
    r"tema\w*|kategori\w*|theme\w*|categor\w+|viktig\w*|problem\w*|otrygg\w*|oro\w*|önsk\w*|"
    r"insats\w*|prioriter\w*|behöv\w*|åtgärd\w*|förbättr\w*|area of concern|important|concern\w*"
)
_SEVERAL = _says(r"flera\w*|välj \w+|several|multiple|select all|all that apply|teman|kategorier")
_PLACE = _says(
    r"plats\w*|område\w*|bostadso\w+|stadsdel\w*|kommundel\w*|ort|orten|tätort\w*|by|place\w*|"
    r"area|district|neighbou?rhood|var bor du|var i \w+|vilken del|where"
)
_GROUP = _says(
    r"ålder\w*|åldersg\w+|hur gammal|kön|jag är|är du|målgrupp\w*|grupp\w*|årskurs|klass|gender|"
    r"sex|age|age group|how old|sysselsättning|roll|you are|are you"
)
_DATE = _says(
    r"datum|tidst?ämpel|tidsst\w+|timestamp|slutförande\w*|slutförd\w*|completion time|inskick\w*|"
    r"submitt\w+|svarsdatum|besvarad\w*|svarade|date|end date|sluttid"
)
_OTHER_DATE = _says(r"start\w*|född\w*|birth\w*|när hände|when did|uppdaterad|modified|ändrad")
_DEIDENTIFIED = _says(r"avidentifier\w*|anonymiser\w*|de-?identified")
_TEXT = _says(
    r"kommentar\w*|fritext\w*|övrigt|synpunkt\w*|beskriv\w*|varför|berätta\w*|utveckla|motivera|"
    r"egna ord|förslag|comment\w*|why|describe|explain|suggestion\w*|feedback"
)
_CHOICE_IN_HEADING = re.compile(
    r"(?P<question>.+?)\s*(?:\[(?P<inside>[^\]]+)\]|(?:\s[-–—]\s|:\s*|\n)(?P<after>[^:\n]+))$", re.S
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A map, and for each column what is worth saying about the guess, if anything."""

    map: ResponseMap
    remarks: tuple[Finding | None, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What one column may be, how surely, and why it is left out if it is."""

    column: ColumnMap
    sure: int = 0
    why: str = ""
    params: tuple[tuple[str, object], ...] = ()


def guess_columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """The likeliest role of each column, from its heading and the texts in the first rows."""
    facts = [
        ColumnFacts(heading, [row[at] for row in rows if row[at]], len(rows))
        for at, heading in enumerate(headings)
    ]
    known = column_places(ImportKind.RESPONSES, headings)
    named = sum(1 for heading in headings if heading)
    is_ours = is_enough(ImportKind.RESPONSES, known) and len(known) >= _OURS * named
    roles = {place: _KNOWN[field] for field, place in known.items()}
    ticked = dict(_ticked(facts))
    found = []
    for at, column in enumerate(facts):
        if at in roles and (is_ours or _fits(roles[at], column)):
            split = _ANY_SEPARATOR if roles[at] is Role.THEMES else ";"
            found.append(_Candidate(ColumnMap(column.heading, roles[at], split), 9))
        elif is_ours:
            found.append(_as_key(folded(column.heading), column) or _left_out(column))
        elif at in ticked:
            found.append(_Candidate(ColumnMap(column.heading, Role.THEMES, theme=ticked[at])))
        else:
            found.append(_candidate(column))
    columns, remarks = _settled(found)
    return Guess(ResponseMap(columns, _rating_words(columns, facts)), remarks)


def _fits(role: Role, column: ColumnFacts) -> bool:
    """Whether a heading that we know can mean here what it does elsewhere."""
    if not column.filled:
        return True
    match role:
        case Role.RATING:
            return column.ratings > 0
        case Role.DATE:
            return column.dates > 0 or column.numbers == 1
        case Role.TEXT | Role.PLACE | Role.GROUP | Role.THEMES:
            return column.contacts < _MOST
        case _:
            return True


def _left_out(column: ColumnFacts, why: str = "", **params: object) -> _Candidate:
    return _Candidate(ColumnMap(column.heading, Role.IGNORED), 0, why, tuple(params.items()))


def _as(column: ColumnFacts, role: Role, sure: int, split: str = ";") -> _Candidate:
    return _Candidate(ColumnMap(column.heading, role, split), sure)


def _candidate(column: ColumnFacts) -> _Candidate:
    heading = folded(column.heading)
    if _is_personal(heading, column):
        return _left_out(column, "guess.personal")
    if not column.filled:
        return _left_out(column)
    return (
        _as_number_or_date(heading, column)
        or _as_list(heading, column)
        or _as_words(heading, column)
    )


def _is_personal(heading: str, column: ColumnFacts) -> bool:
    if column.contacts >= 0.5 or _ASKS_FOR_PERSON.search(heading):
        return True
    is_short = len(heading.split()) <= _SHORT_HEADING
    return bool(is_short and _PERSON.search(heading) and not _PLACE.search(heading))


def _as_number_or_date(heading: str, column: ColumnFacts) -> _Candidate | None:
    if column.month_first and column.numbers < _MOST:
        return _left_out(column, "guess.month_first")
    if column.dates >= _MOST:
        sure = 1 - 2 * bool(_OTHER_DATE.search(heading)) + 3 * bool(_DATE.search(heading))
        return _as(column, Role.DATE, sure) if sure > -1 else _left_out(column)
    if _DEIDENTIFIED.search(heading) and column.ticks == 1:
        return _as(column, Role.DEIDENTIFIED, 5)
    if key := _as_key(heading, column):
        return key
    if column.is_long_token:
        return _as(column, Role.KEY, 1)
    if _GROUP.search(heading) and not _RATING.search(heading):
        return None
    says_rating = bool(_RATING.search(heading))
    is_rating = column.ratings >= _MOST or (
        says_rating and column.ratings >= _SOME and column.no_ratings <= _FEW
    )
    if is_rating and not _COUNT.search(heading) and not column.has_ticks_only:
        return _as(column, Role.RATING, 2 + 3 * says_rating)
    if _promises_ratings(heading, column):
        return _as(column, Role.RATING, 4)
    if says_rating and column.numbers >= _SOME and column.largest > HIGHEST:
        return _left_out(column, "guess.scale", largest=column.largest)
    return _left_out(column) if column.numbers >= _MOST else None


def _promises_ratings(heading: str, column: ColumnFacts) -> bool:
    """Whether the heading asks for a rating, so that a cell without one is a fault in its row.

    Numbers above 5 are faults only where the heading says that the scale ends there.
    """
    if column.scores < _SOME or column.has_ticks_only or _COUNT.search(heading):
        return False
    if _TO_FIVE.search(heading):
        return True
    return bool(_RATED.search(heading)) and column.largest <= HIGHEST


def _as_key(heading: str, column: ColumnFacts) -> _Candidate | None:
    is_key = _KEY.fullmatch(heading) and column.is_token
    return _as(column, Role.KEY, 3) if is_key else None


def _as_list(heading: str, column: ColumnFacts) -> _Candidate | None:
    split = "".join(mark for mark in (";", "\n") if column.splits(mark))
    if not split and column.words <= 12:
        clearly = bool(_SEVERAL.search(heading))
        split = "".join(mark for mark in (",", "/") if _lists(column, mark, clearly=clearly))
    if not split:
        return None
    return _as(column, Role.THEMES, 3, split.strip("\n") or "\n")


def _lists(column: ColumnFacts, mark: str, *, clearly: bool) -> bool:
    """Commas part lists only where most cells hold them, or the question asks for several."""
    listing = column.share(lambda text: mark in text)
    return column.splits(mark) and (clearly or (listing >= 0.3 and len(column.filled) >= 5))


def _as_words(heading: str, column: ColumnFacts) -> _Candidate:
    # "Hur trygg är du?" asks for more than who somebody is.
    is_group = bool(_GROUP.search(heading)) and not _RATED.search(heading)
    if is_group and column.words <= 4 and not _TEXT.search(heading):
        if column.distinct <= _MANY_GROUPS:
            return _as(column, Role.GROUP, 2 + 2 * ("ålder" in heading or "age" in heading))
        return _left_out(column, "guess.many_groups", count=column.distinct)
    if _PLACE.search(heading) and column.words <= 4 and not _TEXT.search(heading):
        return _as(column, Role.PLACE, 2 + column.is_choice)
    if column.is_choice and column.words <= 8 and not _TEXT.search(heading):
        if _THEMES.search(heading) and column.ticks < _MOST:
            return _as(column, Role.THEMES, 1, "")
        return _left_out(column, "guess.choice")
    if column.words >= 2 or _TEXT.search(heading) or heading.endswith("?"):
        return _as(column, Role.TEXT, 1)
    return _left_out(column, "guess.unknown")


def _ticked(facts: Sequence[ColumnFacts]) -> Iterator[tuple[int, str]]:
    """Columns of their own per choice, and the choice that a tick in them means."""
    parts = [_CHOICE_IN_HEADING.fullmatch(column.heading) for column in facts]
    asked = Counter(part["question"] for part in parts if part)
    for at, (part, column) in enumerate(zip(parts, facts, strict=True)):
        if part is None or asked[part["question"]] == 1:
            if column.filled and column.has_ticks_only and _beside(facts, at):
                yield at, column.heading
            continue
        choice = (part["inside"] or part["after"]).strip()
        if column.ticks == 1 or not column.filled or column.says(choice):
            yield at, choice


def _beside(facts: Sequence[ColumnFacts], at: int) -> bool:
    """Whether a column next to it is another of the same sort."""
    near = [facts[place] for place in (at - 1, at + 1) if 0 <= place < len(facts)]
    return any(column.filled and column.has_ticks_only for column in near)


def _settled(
    found: Sequence[_Candidate],
) -> tuple[tuple[ColumnMap, ...], tuple[Finding | None, ...]]:
    """Where several columns would be the same value, the surest one is; the first among equals."""
    taken: dict[Role, _Candidate] = {}
    for candidate in found:
        role = candidate.column.role
        if role in SINGLE and (role not in taken or candidate.sure > taken[role].sure):
            taken[role] = candidate
    columns: list[ColumnMap] = []
    remarks: list[Finding | None] = []
    for candidate in found:
        column, why, params = candidate.column, candidate.why, dict(candidate.params)
        winner = taken.get(column.role, candidate)
        if winner is not candidate:
            why = _TAKEN[column.role]
            column = replace(column, role=Role.IGNORED)
            params = {"heading": winner.column.heading}
        columns.append(column)
        remarks.append(Finding(why, params) if why else None)
    return tuple(columns), tuple(remarks)


def _rating_words(
    columns: Sequence[ColumnMap], facts: Sequence[ColumnFacts]
) -> tuple[tuple[str, int], ...]:
    """What the words in the column of ratings were taken to stand for, so that it can be seen."""
    words: dict[str, int] = {}
    for column, seen in zip(columns, facts, strict=True):
        if column.role is Role.RATING:
            for text in seen.filled:
                rating = rating_of(text)
                if rating is not None and is_rating(text) and not text.isdecimal():
                    words.setdefault(text, rating)
    return tuple(sorted(words.items(), key=lambda pair: (pair[1], pair[0])))
