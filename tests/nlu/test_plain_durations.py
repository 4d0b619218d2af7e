"""Durations in plain messages: what they state, and near misses left alone."""

from datetime import date

import pytest

from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
Row = tuple[str, str | None, float | None, float | None]

ELIDED: tuple[Row, ...] = (
    ("Perdón, me equivoqué, no son dos años, son tres.", "duration", 36, 36),
    ("perdón, no son dos años, son como tres", "intensity", 30.6, 41.4),
    ("Sorry, not two years, three", "duration", 36, 36),
    (
        (
            "Le puse que eran 3 meses, pero en realidad "
            "ya son 5 con este dolor en el codo."
        ),
        None,
        5,
        5,
    ),
    ("eran 3 meses, ya son 5 con el dolor de rodilla", None, 5, 5),
    ("Me duele la espalda desde hace 3 años. No, son 4.", None, 48, 48),
    ("me duele el hombro hace 3 años, no, mentira, 5", None, 60, 60),
    ("El dolor de cuello no lleva 6 meses sino 8.", None, 8, 8),
    ("no eran seis años, eran siete", "duration", 84, 84),
    ("Sorry, it's not two years, it's three.", "duration", 36, 36),
    ("I put 3 months but it's really 5 with this elbow pain.", None, 5, 5),
    ("It was 3 months, now it's 5, this pain in my elbow", None, 5, 5),
    ("My back has hurt for 3 years. No, it's 4.", None, 48, 48),
    ("The neck pain isn't 6 months, it's 8.", None, 8, 8),
    ("not six years but seven", "duration", 84, 84),
    ("I told you 9 months of knee pain but it's 10 now", None, 10, 10),
    ("Llevo 3 años con dolor de rodilla, son 5 pastillas al día", None, 36, 36),
    ("Llevo 3 años con dolor de rodilla. Mis hijos son 4.", None, 36, 36),
    ("Llevo 3 años con dolor de rodilla, ya son 2 doctores que veo", None, 36, 36),
    ("I've had knee pain for 3 years, it's 5 tablets a day", None, 36, 36),
    ("I've had knee pain for 3 years. On a bad day it's 8 out of ten.", None, 36, 36),
    ("llevo 3 años con dolor de rodilla, y es un 8 de dolor", None, 36, 36),
    ("Hace 3 años me duele la rodilla. De intensidad son 8.", None, 36, 36),
    ("My knee has hurt for 3 years. It's 8.", None, 36, 36),
)

AGES_AND_BIRTHS: tuple[Row, ...] = (
    ("since i turned 50 my hips hurt, im 58 now", None, 84, 108),
    ("my hips have hurt since i turned 50, i'm 58", None, 84, 108),
    ("Since turning 40 my back aches. I am 50.", None, 108, 132),
    ("desde que cumplí 60 me duelen las rodillas, tengo 66", None, 60, 84),
    ("desde que cumpli los 60 me duelen las rodillas y ya tengo 66", None, 60, 84),
    ("Tengo 66 y desde que cumplí 60 años me duelen las rodillas", None, 60, 84),
    ("im 58 and since i hit 50 my hips have hurt", None, 84, 108),
    ("since I turned 50 my hips hurt", None, None, None),
    ("I'm 58 and I turned up late, my hips hurt", None, None, None),
    ("tengo 66 años y me duelen las rodillas", None, None, None),
    (
        "Mi hija ya cumplió 4 años y desde que nació tengo el dolor en el coxis.",
        None,
        48,
        60,
    ),
    ("Mi niño tiene 4 años y desde que nació me duele la cintura", None, 48, 60),
    ("me duele el coxis desde que nació mi hija, que ya tiene 4", None, 48, 60),
    ("Desde que nació mi hijo me duele la espalda, ya tiene 2 años", None, 24, 36),
    ("my daughter is 4 and since she was born my tailbone hurts", None, 48, 60),
    ("My son is 2 and I've had back pain since he was born", None, 24, 36),
    ("My back has hurt since my son was born, he's 2", None, 24, 36),
    ("My pain started when my daughter was born, four years ago.", None, 48, 48),
    (
        "When my daughter was born, four years ago, my pelvis began to hurt.",
        None,
        48,
        48,
    ),
    ("El dolor me empezó cuando nació mi hija, hace cuatro años.", None, 48, 48),
    ("Cuando nació mi hija, hace 4 años, me empezó a doler la pelvis.", None, 48, 48),
    ("My daughter was born four years ago. My back hurts.", None, None, None),
    ("Mi hija nació hace 4 años. Me duele la espalda.", None, None, None),
    ("Mi hija tiene 4 años y me duele la espalda", None, None, None),
    ("my daughter is 4 and my back hurts when I lift her", None, None, None),
    ("my daughter is 4 and since she was born she has had knee pain", None, None, None),
)

HOLIDAYS: tuple[Row, ...] = (
    (
        "I've had it since Easter, in the right buttock. Sitting is agony.",
        None,
        7.59,
        7.59,
    ),
    ("I've had this since Christmas, in my left knee", None, 10.91, 10.91),
    ("had it since Halloween in the neck", None, 0.72, 0.72),
    (
        "Lo tengo desde Navidad, en la nalga derecha. Sentarme es un martirio.",
        None,
        10.91,
        10.91,
    ),
    ("Desde navidad, en la rodilla", None, 10.91, 10.91),
    ("me duele desde navidad, en el codo", None, 10.91, 10.91),
    ("It's been there since Easter, behind my knee. It aches.", None, 7.59, 7.59),
    ("I've had the cat since Easter, and my knee hurts", None, None, None),
)

BOUNDS: tuple[Row, ...] = (
    ("Just under two years with pelvic pain.", None, 20.4, 24),
    ("Just over two years with pelvic pain.", None, 24, None),
    ("a bit over two years with pelvic pain", None, 24, None),
    ("Poco menos de dos años con dolor pélvico.", None, 20.4, 24),
    ("Poco más de dos años con dolor pélvico.", None, 24, None),
    ("I've had knee pain for just under two years", None, 20.4, 24),
    ("un poco más de dos años con dolor de rodilla", None, 24, None),
    ("Llevo un poco menos de dos años con dolor", None, 20.4, 24),
    ("less than two years with knee pain", None, 0, 24),
    ("menos de dos años con dolor de rodilla", None, 0, 24),
    ("Over a year but not yet two.", "duration", 12, 24),
    ("More than a year, not two yet", "duration", 12, 24),
    ("más de un año pero todavía no dos", "duration", 12, 24),
    ("Más de un año, aún no llega a dos", "duration", 12, 24),
    ("over a year but less than two", "duration", 12, 24),
    ("The knee pain has gone on over a year but under two", None, 12, 24),
    ("más de uno pero menos de dos años", "duration", 12, 24),
    ("más de 3 meses pero no llega a 6 con este dolor de pie", None, 3, 6),
    ("over 3 months but not quite 6 of this foot pain", None, 3, 6),
    ("Over a year of knee pain but not two at once", None, 12, None),
    ("más de un año con dolor, no dos veces al día", None, 12, None),
    ("6-8 meses mas o menos, el dolor es en la ingle izquierda", None, 6, 8),
)

RESPITES: tuple[Row, ...] = (
    (
        (
            "It came back in September after a good year, but "
            "on the whole I've had it for seven years."
        ),
        None,
        84,
        84,
    ),
    (
        (
            "On the whole I've had it for seven years, but it "
            "came back in September after a good year"
        ),
        None,
        84,
        84,
    ),
    (
        (
            "Volvió en septiembre después de un buen año, pero "
            "en total lo tengo desde hace siete años."
        ),
        None,
        84,
        84,
    ),
    (
        (
            "Me regresó en mayo tras un año bueno, pero en "
            "total llevo siete años con esto en la espalda"
        ),
        None,
        84,
        84,
    ),
    ("In all it's five years of back pain; this flare is two weeks", None, 60, 60),
    (
        "En total son cinco años de dolor de espalda, esta crisis lleva dos semanas",
        None,
        60,
        60,
    ),
    (
        "the pain has been there seven years, after a good year it came back",
        None,
        84,
        84,
    ),
)

SEASONS: tuple[Row, ...] = (
    ("It began in the spring, near my left shoulder blade.", None, 5.09, 8.11),
    ("It started last winter, in the fingers of my right hand.", None, 8.11, 11.07),
    ("me empezó en primavera, en la paletilla", None, 5.09, 8.11),
    ("Empezó el invierno pasado en los dedos", None, 8.11, 11.07),
    ("the pain started this summer", None, 2, 5.09),
    ("el dolor empezó este verano", None, 2, 5.09),
    ("the pain started in the summer of last year", None, 14, 17.08),
    ("I hurt more in the winter", None, None, None),
    ("en invierno me duele más", None, None, None),
    ("The cold of last winter killed my plants. My hip hurts.", None, None, None),
)

SPELLS: tuple[Row, ...] = (
    (
        (
            "El dolor me agarra por unos 20 minutos y luego "
            "se va, es como una descarga en la cara."
        ),
        None,
        None,
        None,
    ),
    ("me agarra el dolor 20 minutos y se me quita", None, None, None),
    ("el dolor me da por media hora y se pasa", None, None, None),
    ("me viene el dolor por 2 horas y luego se va", None, None, None),
    ("The pain grabs me for about 20 minutes and then goes", None, None, None),
    ("The pain comes for 20 minutes and then it goes away", None, None, None),
    ("it hits me for half an hour and then eases off", None, None, None),
    ("I get the pain for about two hours and then it's gone", None, None, None),
    ("el dolor me dura 3 días y se va", None, None, None),
    ("The pain comes on for 2 days then goes", None, None, None),
    ("me empezó el dolor hace 2 días y no se va", None, 0.07, 0.07),
    ("me agarró hace 3 años y no se va", None, 36, 36),
    (
        "My appointment was moved to January, that's more than a month away.",
        None,
        None,
        None,
    ),
    ("Me cambiaron la cita para enero, falta más de un mes.", None, None, None),
    ("The appointment has been moved back two weeks. My knee hurts.", None, None, None),
    ("Me movieron la cita dos semanas. Me duele la rodilla.", None, None, None),
    ("My scan is in March, three months from now, and my hip hurts", None, None, None),
    (
        "La resonancia es en marzo, faltan cuatro meses, y me duele la cadera",
        None,
        None,
        None,
    ),
    ("They put my appointment off for 3 months and my hip hurts", None, None, None),
    ("Me aplazaron la consulta tres meses y me duele la cadera", None, None, None),
    ("My knee hurts for 3 years and the appointment was moved", None, 36, 36),
    (
        "my appointment is far away but the pain has gone on for three months",
        None,
        3,
        3,
    ),
)

NEAR_MISSES: tuple[Row, ...] = (
    ("no son 2 años son 3", "duration", 36, 36),
    (
        "dije que eran seis meses pero son año y medio con este dolor de cadera",
        None,
        18,
        18,
    ),
    ("Puse 8 semanas de dolor de pie, en realidad son 10 meses", None, 10, 10),
    ("it was one year, now it's two", "duration", 24, 24),
    ("I wrote five months but it's actually seven, the hip pain", None, 7, 7),
    (
        "The doctor said it was 2 weeks' rest but my knee has hurt for 3 years",
        None,
        36,
        36,
    ),
    (
        ("Me dijo que eran 2 semanas de reposo pero llevo 3 años con dolor de rodilla"),
        None,
        36,
        36,
    ),
    ("My knee has hurt for 3 years, not two, three", None, 36, 36),
    (
        "Llevo 5 años con dolor de espalda y no son dos pastillas, son tres",
        None,
        60,
        60,
    ),
    ("Five years of back pain and it's not two tablets, it's three", None, 60, 60),
    ("Llevo tres años con dolor; mi hijo no tiene dos años, tiene tres", None, 36, 36),
    ("my son is not two years old, he's three. my knee hurts", None, None, None),
    ("mi hijo no tiene dos años, tiene tres. Me duele la rodilla", None, None, None),
    ("I've had the pain since my son was born four years ago", None, 48, 48),
    ("desde que nació mi hijo hace cuatro años tengo dolor de cintura", None, 48, 48),
    (
        "My daughter was born, four years ago, and she cries when her leg hurts",
        None,
        None,
        None,
    ),
    (
        (
            "When my daughter was born, four years ago, I "
            "was in hospital. My back hurts now."
        ),
        None,
        None,
        None,
    ),
    (
        (
            "Cuando nació mi hija, hace 4 años, estuve "
            "internada. Ahora me duele la espalda."
        ),
        None,
        None,
        None,
    ),
    (
        "It started when we moved house, three years ago, the ache in my hip",
        None,
        36,
        36,
    ),
    (
        "My pain started when I was pregnant; my mother died, four years ago",
        None,
        None,
        None,
    ),
    ("I had it since Christmas, my wrist", None, 10.91, 10.91),
    ("I've had it out since Easter and my jaw is fine", None, None, None),
    ("lo traigo desde semana santa, en la nalga derecha", None, 7.59, 7.82),
    ("más de un año pero menos de dos", "duration", 12, 24),
    ("My knees have hurt for over three years but less than four", None, 36, 48),
    (
        "me duelen las rodillas desde hace más de tres años pero menos de cuatro",
        None,
        36,
        48,
    ),
    ("over three years of knee pain but not four pills a day", None, 36, None),
    ("más de tres años con dolor y no cuatro pastillas", None, 36, None),
    ("llevo 3 años con un dolor que va y viene", None, 36, 36),
    ("three years of pain and it never goes away", None, 36, 36),
    ("llevo 3 años con dolor y no se me quita", None, 36, 36),
    ("Hace 3 años que me duele y se me va a la pierna", None, 36, 36),
    ("three years of back pain and it goes down my leg", None, 36, 36),
    ("I've had hip pain for two weeks, and it passes down my leg", None, 0.46, 0.46),
    (
        "My back has hurt five years. It came back after a year off, in May.",
        None,
        60,
        60,
    ),
    (
        (
            "Me duele la espalda hace cinco años. Regresó "
            "después de un año sin nada, en mayo."
        ),
        None,
        60,
        60,
    ),
    ("The pain came back three months ago after two years", None, 3, 3),
    ("since the spring of 2024 my foot hurts", None, 29.08, 32.1),
    ("desde la primavera del 2024 me duele el pie", None, 29.08, 32.1),
    ("desde el invierno antepasado me duele el hombro", None, 20.11, 23.06),
    ("my shoulder has hurt since the winter before last", None, 20.11, 23.06),
    ("I broke my ankle last winter, all healed. Now my head aches.", None, None, None),
    ("I'm 40 and since I turned 35 my hands hurt", None, 48, 72),
    ("tengo 40 y desde que cumplí 35 me duelen las manos", None, 48, 72),
)

TABLES: dict[str, tuple[Row, ...]] = {
    "a correction may leave out the unit": ELIDED,
    "an age or a birth dates the pain of whoever hurts since": AGES_AND_BIRTHS,
    "having it since a named day is having the pain": HOLIDAYS,
    "bounds are read in pairs and whole": BOUNDS,
    "the good year between is no duration": RESPITES,
    "a season lasts from its equinox or solstice to the next": SEASONS,
    "an attack that passes and an appointment are left alone": SPELLS,
    "near misses are told apart": NEAR_MISSES,
}

ROWS = [
    pytest.param(*row, id=f"{shows}: {row[0]}")
    for shows, rows in TABLES.items()
    for row in rows
]


@pytest.mark.parametrize(("text", "asked", "low", "high"), ROWS)
def test_a_plain_message_tells_how_long_the_pain_has_lasted(text, asked, low, high):
    findings = understand(text, asked=asked, today=TODAY).findings
    heard = [one.value for one in findings if one.name == "duration_months"]
    stated = [(one["low"], one["high"]) for one in heard]
    assert stated == ([] if (low, high) == (None, None) else [(low, high)])
