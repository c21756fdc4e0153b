"""The words that made-up data is made of. Everything here is invented; nobody is named."""

from tracker.models.enums import CauseKind, Party

MUNICIPALITY = "Storkommunen"
POLICE_AREA = "Storkommunens lokalpolisområde"

OWNERS: tuple[tuple[str, str, Party], ...] = (
    ("Gruppchef", "Polisen", Party.POLICE),
    ("Kommunpolis", "Polisen", Party.POLICE),
    ("Områdespolis", "Polisen", Party.POLICE),
    ("Säkerhetssamordnare", MUNICIPALITY, Party.MUNICIPALITY),
    ("Gatuchef", MUNICIPALITY, Party.MUNICIPALITY),
    ("Parkchef", MUNICIPALITY, Party.MUNICIPALITY),
    ("Rektor", MUNICIPALITY, Party.MUNICIPALITY),
    ("Kulturchef", MUNICIPALITY, Party.MUNICIPALITY),
    ("Socialchef", MUNICIPALITY, Party.MUNICIPALITY),
    ("Förvaltare", "Bostadsbolaget", Party.OTHER),
    ("Ordförande", "Nattvandrarna", Party.OTHER),
)

# What is done, in which unit, by whom.
MEASURES: tuple[tuple[str, str, Party], ...] = (
    ("Fotpatrullering", "patrulleringar", Party.POLICE),
    ("Trafikkontroller", "kontroller", Party.POLICE),
    ("Nykterhetskontroller", "kontroller", Party.POLICE),
    ("Skolbesök i åk 9", "besök", Party.POLICE),
    ("Narkotikainsatser", "insatser", Party.POLICE),
    ("Laga armaturer", "armaturer", Party.MUNICIPALITY),
    ("Röjning av buskage", "stråk", Party.MUNICIPALITY),
    ("Föräldramöten", "möten", Party.MUNICIPALITY),
    ("Kvällsaktiviteter", "kvällar", Party.MUNICIPALITY),
    ("Klottersanering", "saneringar", Party.MUNICIPALITY),
    ("Trygghetsvandring", "vandringar", Party.JOINT),
    ("Samverkansmöten", "möten", Party.JOINT),
    ("Träffa oss på torget", "tillfällen", Party.JOINT),
    ("Nattvandring", "vandringar", Party.OTHER),
    ("Belysning i passager", "passager", Party.OTHER),
)

PLACES = (
    "Stortorget",
    "Stationen",
    "Centrum",
    "Norra skolan",
    "Parken",
    "Köpcentrum",
    "Hamnen",
    "Idrottsplatsen",
    "Industriområdet",
    "Busstorget",
)

PROBLEMS = (
    "Otrygg utemiljö",
    "För liten synlighet",
    "Buskörning",
    "Unga och droger",
    "Folktomt på kvällen",
    "Skadegörelse",
)

CAUSES: tuple[tuple[str, CauseKind], ...] = (
    ("Släckt eller svag belysning", CauseKind.PLACE),
    ("Få vuxna rör sig där på kvällen", CauseKind.PLACE),
    ("Låg risk för upptäckt", CauseKind.OFFENDER),
)

RESULTS = ("ca 15 samtal", "lugnt", "två tillsägelser", "många besökare", "inget att notera", "")
NOTES = ("belysning påtalad", "uppföljning nästa vecka", "god stämning", "", "", "")
REASONS = ("Personal omfördelad", "Marken har oklar ägare", "Inställt på grund av väder")

ANSWERS: tuple[tuple[str, str], ...] = (
    ("Det är mörkt på gångvägen vid {place}.", "belysning"),
    ("Jag vill se polisen oftare vid {place}.", "synlig polis"),
    ("Mopeder kör för fort vid {place}.", "trafik"),
    ("Ungdomarna har ingenstans att vara på kvällarna.", "unga"),
    ("Det säljs droger vid {place}.", "droger"),
    ("Jag känner mig trygg här.", "trygghet"),
    ("Buskarna vid {place} skymmer sikten.", "utemiljö"),
)
GROUPS = ("Kvinna 18–29", "Man 18–29", "Kvinna 30–64", "Man 30–64", "65 och äldre", "Elev i åk 9")
