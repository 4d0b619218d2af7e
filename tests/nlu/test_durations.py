"""How long the pain has lasted: one table for each structure of language."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
NONE: tuple[None, None] = (None, None)

Row = tuple[str, str | None, float | None, float | None]

FRAGMENTS: tuple[Row, ...] = (
    ("shoulder right side 6 weeks. lying on it hurts", None, 1.38, 1.38),
    ("me duele la espalda. Siete meses.", None, 7, 7),
    ("Forearm, left. About three weeks.", None, 0.19, 1.19),
    ("la espalda. 4 años.", None, 48, 48),
    ("5 or 6 months, it started after the move", None, 5, 6),
    ("knee pain, 3 yrs", None, 36, 36),
    ("20 months all in all, my hip hurts", None, 20, 20),
    ("soy Juan, 34 años, me duele la cadera", None, None, None),
    ("ya viví bastante, 88 años, y me duelen las piernas", None, None, None),
    ("twins, 18 months, in nappies", None, None, None),
)

AMOUNTS: tuple[Row, ...] = (
    ("un lustro con dolor", None, 60, 60),
    ("a quarter of a century of knee pain", None, 300, 300),
    ("varios meses con dolor", None, 3, 11),
    ("several months of pain", None, 3, 11),
    ("unos meses con dolor", None, 2, 6),
    ("a few months of pain", None, 2, 6),
    ("varios años con dolor", None, 36, 120),
    ("several years of pain", None, 36, 120),
    ("eighteen months to two years of pain", None, 18, 24),
    ("dieciocho meses a dos años con dolor", None, 18, 24),
    ("one month one week and two days of pain", None, 1.3, 1.3),
    ("C/O knee pain x 6/12", None, 6, 6),
    ("maybe 4 months maybe 5", "duration", 4, 5),
    ("no more than 10 days of pain", None, 0, 0.33),
    ("two years of this pain, roughly", None, 20.4, 27.6),
    ("not quite two years of pain", None, 20.4, 24),
    ("no llega a un año con dolor", None, 0, 12),
    ("48 hours of this pain", None, 0.07, 0.07),
    ("New headache this past fortnight", None, 0.46, 0.46),
    ("el dolor está desde el último año", None, 12, 12),
    ("six, maybe seven months of this burning", None, 6, 7),
    ("todos los años me duelen las manos", None, None, None),
    ("me duele la cabeza 3 veces a la semana", None, None, None),
    ("it hurts 3 times a week", None, None, None),
    ("no llega ni a las dos semanas el dolor", None, 0, 0.46),
)

DATES: tuple[Row, ...] = (
    ("el dolor empezó en octubre del año pasado", None, 12.71, 13.7),
    ("it started in October of last year, my neck", None, 12.71, 13.7),
    ("my back hurts since November of '22", None, 47.74, 48.69),
    ("me pegó el dolor en el 98", None, 334.72, 346.68),
    ("pain since the second of June of this year", None, 5.68, 5.68),
    ("me duele desde el dos de agosto", None, 3.68, 3.68),
    ("since the nineties my knees ache", None, 322.73, 442.68),
    ("la espalda me duele desde los noventa", None, 322.73, 442.68),
    ("since summer of 2023 my hands have been sore", None, 38.01, 41.1),
    ("desde el verano del 2023 me duelen las manos", None, 38.01, 41.1),
    ("en mayo me empezó el dolor", None, 5.75, 6.74),
    ("Since my son's wedding, September 2019, my knees hurt", None, 85.75, 86.7),
    (
        "desde que murió mi mamá, el 3 de abril de este año, me duele el cuello",
        None,
        7.66,
        7.66,
    ),
    (
        "it started when I moved, which was October of 2024, and it hurts",
        None,
        24.71,
        25.69,
    ),
    ("Was on tablets since 2010, my knee hurts", None, None, None),
    ("lost 2 stone since summer, and there's an ache in my back", None, None, None),
    ("bajé 10 kilos desde el verano y me duele la espalda", None, None, None),
    ("desde junio o julio me duele el pie", None, 3.75, 5.72),
    ("since June or July my foot hurts", None, 3.75, 5.72),
    ("my neck pain goes back to a crash in 2017", None, 106.71, 118.67),
    ("más o menos desde mayo me duele el talón", None, 4.89, 7.75),
    ("de mayo del 2024 para acá me duele", None, 29.73, 30.72),
)

FEASTS: tuple[Row, ...] = (
    ("since Halloween my shins hurt", None, 0.72, 0.72),
    ("desde día de muertos me duele el pie", None, 0.66, 0.69),
    ("since Labor Day my elbow hurts", None, 2.5, 2.5),
    ("desde el día de reyes traigo este dolor", None, 10.51, 10.51),
    ("el tobillo me duele, empezó en Semana Santa", None, 7.59, 7.82),
    ("Been like that since Easter Sunday, it hurts", None, 7.59, 7.59),
    ("Since Thanksgiving last year my wrist hurts", None, 11.83, 11.83),
    ("since the pandemic it hurts", None, 70.7, 80.72),
    ("desde la pandemia me duele", None, 70.7, 80.72),
)

EVENTS: tuple[Row, ...] = (
    ("fell off the ladder yesterday, my foot hurts", None, 0.03, 0.03),
    ("me caí ayer y me duele el pie", None, 0.03, 0.03),
    ("me torcí el tobillo el jueves y me duele", None, 0.1, 0.1),
    ("hace una hora me empezó el dolor en el pecho", None, 0, 0),
    ("the pain started two hours ago", None, 0, 0),
    ("amanecí con dolor de cuello", None, 0, 0),
    ("hace 8 años me rompí el pie y desde entonces me duele", None, 96, 96),
    ("broke my ankle 8 years ago and it's ached ever since", None, 96, 96),
    ("me operaron de la vesícula hace dos años y desde ahí me duele", None, 24, 24),
    ("since the stroke 6 years ago half my body hurts", None, 72, 72),
    (
        "desde que me pusieron el yeso hace 2 días el brazo me duele más",
        None,
        0.07,
        0.07,
    ),
    ("hace 3 años me operaron, me duele la rodilla", None, None, None),
    ("had my hip replaced 2 years ago, my knee hurts", None, None, None),
    ("moved to Texas 3 years ago. My back hurts", None, None, None),
    (
        "hace diez años pensé en quitarme la vida, ahora me duele el pie",
        None,
        None,
        None,
    ),
    ("no chest trouble since 2016, my foot hurts", None, None, None),
    ("broke my leg in 1994, mended beautifully. my shoulder hurts", None, None, None),
    ("hoy me duele más la rodilla", None, None, None),
    ("had an MRI in June, my back still hurts", None, None, None),
    ("hurt my shoulder back in March and it's never been the same", None, 7.75, 8.74),
    ("my dog died 3 months ago, my chest aches", None, None, None),
    ("me diagnosticaron fibromialgia hace 5 años", None, None, None),
)

AGES_AND_BIRTHS: tuple[Row, ...] = (
    ("me duele desde los 30, tengo 42", None, 132, 156),
    ("since I was 20, I'm 45 now, my back hurts", None, 288, 312),
    ("Pain in the tailbone since I had my second baby, she is 4 now", None, 48, 60),
    (
        "me duele el coxis desde que nació mi hija, ya cumplió 4 en enero",
        None,
        57.69,
        58.68,
    ),
    ("desde que nació mi nena, que en junio cumplió 3 años", "duration", 40.77, 41.72),
    (
        "my twins turned 3 this june and it started the week i had them. pelvis",
        None,
        40.77,
        41.72,
    ),
    ("desde que nació mi bebé, que cumple 11 meses, me duele la panza", None, 11, 11),
    ("toda la vida", "duration", None, None),
    ("since I was little", "duration", None, None),
)

CORRECTIONS: tuple[Row, ...] = (
    ("hace tres meses, bueno no, ya van a ser cinco, que me duele", None, 4.25, 5),
    ("un añito, no, un par de añitos", "duration", 24, 24),
    ("3 months. no sorry, 5", "duration", 5, 5),
    ("dos meses... no, perdón, tres y medio", "duration", 3.5, 3.5),
    ("5 years. No wait, 6. My jaw.", None, 72, 72),
    ("on gabapentin for 2 years, sorry no, 3 years, my feet hurt", None, None, None),
    (
        "Been ranching 40 years and my low back has hurt for the last six of them",
        None,
        72,
        72,
    ),
    (
        "diagnosed in 2022, the pain in my hands began three years earlier",
        None,
        82.72,
        94.68,
    ),
)

WHOLE_AND_FLARE: tuple[Row, ...] = (
    ("on and off 15 years. this flare 3 weeks", "duration", 180, 180),
    ("volvió hace 3 semanas, pero en total ya son 2 años con este dolor", None, 24, 24),
    (
        "my back has been bad on and off for 15 years, this flare for 2 weeks",
        None,
        180,
        180,
    ),
    (
        "had sciatica for six months in 2014 but that cleared up completely",
        None,
        None,
        None,
    ),
    ("en 2012 tuve seis meses de ciática y se me quitó", None, None, None),
)

CLINICAL: tuple[Row, ...] = (
    (
        "Paciente masculino de 45 años con dolor lumbar de 3 meses de evolución",
        None,
        3,
        3,
    ),
    ("Acude a urgencias por fiebre de 4 días de evolución", None, 0.13, 0.13),
    ("El paciente presenta desde hace 6 meses dolor lumbar", None, 6, 6),
    ("Presenta en los últimos 2 meses dolor y astenia", None, 2, 2),
    ("A 54-year-old woman with a 3-week history of back pain", None, 0.69, 0.69),
    ("abdominal pain of 2 days' duration", None, 0.07, 0.07),
    ("The patient had suffered from headaches for the past 6 months", None, 6, 6),
    ("A male with diabetes for 20 years presented with chest pain", None, None, None),
)

ELSE: tuple[Row, ...] = (
    ("llevo 12 años manejando y me duele la espalda", None, None, None),
    ("I've been driving for 20 years and my back hurts", None, None, None),
    ("I've had the same GP for 26 years, my knee hurts", None, None, None),
    ("hago yoga desde hace 5 años y me duele el cuello", None, None, None),
    ("it keeps hurting for two days after", None, None, None),
    ("each flare-up runs nine or ten days", None, None, None),
    ("they cut into this back in 1998 and last year", None, None, None),
    ("it hurts after I sit for 20 minutes", None, None, None),
    ("I get headaches on Mondays", None, None, None),
    ("haven't peed since last night. my back hurts", None, None, None),
    ("desde ayer no puedo orinar. me duele la espalda", None, None, None),
)
TABLES = {
    "a time alone is that of the pain spoken of": FRAGMENTS,
    "an amount is read in all its wordings": AMOUNTS,
    "a date counts where the pain is said to begin": DATES,
    "a named day counts as its date": FEASTS,
    "an event dates the pain only where it began it": EVENTS,
    "ages and births are subtracted": AGES_AND_BIRTHS,
    "the last correction wins": CORRECTIONS,
    "the whole weighs more than the flare": WHOLE_AND_FLARE,
    "a clinical letter is read": CLINICAL,
    "the time of anything else is left alone": ELSE,
}
"""What each table shows, in a sentence, and its rows: text, topic asked, low, high."""


def heard(text: str, asked: str | None) -> tuple[float | None, float | None]:
    findings = understand(text, asked=asked, today=TODAY).findings
    values = [one.value for one in findings if one.name == "duration_months"]
    return (values[0]["low"], values[0]["high"]) if values else NONE


ROWS = [
    pytest.param(*row, id=f"{shows}: {row[0]}")
    for shows, rows in TABLES.items()
    for row in rows
]


@pytest.mark.parametrize(("text", "asked", "low", "high"), ROWS)
def test_a_message_tells_how_long_the_pain_has_lasted(text, asked, low, high):
    assert heard(text, asked) == (low, high)
