"""Times that are no span of the pain, and pains that go on from a moment."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
EIGHT, MARCH = (96, 96), (7.7, 8.7)
TURNS = (
    ("un día aquí y otro allá", "duration", None),
    ("one day here, the next there", "duration", None),
    ("me duele la espalda un día sí y otro no", "story", None),
    ("my back hurts one day and not the next", "story", None),
    ("un día me duele la cadera, otro día la rodilla", "story", None),
    ("my hip hurts one day, another day my knee", "story", None),
    ("me duele la espalda, empezó de un día para otro", "story", None),
    ("my back went from one day to the next", "story", None),
    ("me duele la espalda algunos días", "story", None),
    ("my back hurts some days", "story", None),
    ("llevo unos días con dolor de espalda", "story", (0.07, 0.2)),
    ("my back has been hurting for some days", "story", (0.07, 0.2)),
    ("unos días", "duration", (0.07, 0.2)),
    ("some days", "duration", (0.07, 0.2)),
    ("me duele desde hace un día", "story", (0.03, 0.03)),
    ("my knee has hurt for one day", "story", (0.03, 0.03)),
    ("llevo un mes mal de la espalda", "story", (1, 1)),
    ("my back has been bad for a month", "story", (1, 1)),
)
YEARS = (
    (
        "ya son 8 años, me anda por todos lados, un dia aqui y otro alla",
        "story",
        EIGHT,
    ),
    (
        "it moves around, one day here, the next there, it's been 8 years now",
        "story",
        EIGHT,
    ),
    ("me duele todo, ya son 8 años con esto", "story", EIGHT),
    ("my back hurts, it's been 8 years now", "story", EIGHT),
    (
        "me duele la espalda desde hace 8 años, se me pasó a las piernas",
        "story",
        EIGHT,
    ),
    ("my back has hurt for 8 years, it went down to my legs", "story", EIGHT),
    ("me dolía la espalda hace 8 años, se me pasó a la semana", "story", None),
    ("my back hurt 8 years ago, it went away in a week", "story", None),
    ("tengo migraña desde los 15, tengo 34", "story", (216, 240)),
    ("migraines since I was 15, I'm 34", "story", (216, 240)),
    ("tengo migraña desde los 15", "story", None),
    ("migraines since I was 15", "story", None),
    ("prótesis en la rodilla izquierda desde hace 4 años", "story", None),
    ("knee replacement on the left for 4 years, my hip hurts", "story", None),
    ("me duele la prótesis de la rodilla desde hace 4 años", "story", (48, 48)),
    ("knee replacement pain for 4 years", "story", (48, 48)),
)
LASTING = (
    (
        "right hand, broke it in march, cast off in may, still burns and swells",
        None,
        MARCH,
    ),
    (
        "me quebré la mano en marzo, me quitaron el yeso en mayo, todavía me arde",
        None,
        MARCH,
    ),
    ("broke it in March, fine now", None, None),
    ("me quebré la mano en marzo, quedó bien", None, None),
    ("broke my wrist in march, all healed, my back still hurts", None, None),
    ("me quebré en marzo, quedó bien, la espalda todavía me duele", None, None),
    ("cast off in may, hand still burns", None, None),
    ("me quitaron el yeso en mayo, la mano todavía me arde", None, None),
)


@pytest.mark.parametrize(("text", "asked", "span"), [*TURNS, *YEARS, *LASTING])
def test_only_a_span_of_the_pain_is_its_duration(text, asked, span):
    found = understand(text, asked=asked, today=TODAY).findings
    heard = [o.value for o in found if o.name == "duration_months"]

    told = [] if span is None else [pytest.approx(span, abs=0.06)]
    assert [tuple(one.values()) for one in heard] == told
