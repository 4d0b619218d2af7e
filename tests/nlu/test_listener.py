import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu import listener
from bot.nlu.listener import FAILED, listen
from bot.nlu.understand import understand

STATED = {
    "RF_CES": (
        "no puedo orinar",
        "se me sale la orina",
        "me hago pipí encima",
        "tengo dormida la entrepierna",
        "no puedo aguantar el popó",
        "no me responden las dos piernas",
        "I can't pee",
        "I wet myself",
        "my groin is numb",
        "I can't hold my urine",
        "both my legs are weak",
        "I lost control of my bladder",
    ),
    "RF_CORD": (
        "estoy perdiendo la fuerza",
        "cada vez tengo menos fuerza en las manos",
        "se me caen las cosas",
        "camino como borracho",
        "pierdo el equilibrio",
        "my legs are getting weaker",
        "I keep dropping things",
        "I'm losing my balance",
        "I am unsteady on my feet",
        "my hands are clumsy",
    ),
    "RF_SPINE_INF": (
        "me duele la espalda y tengo fiebre",
        "dolor de espalda con calentura",
        "tengo escalofríos y me duele la columna",
        "lumbalgia con fiebre",
        "dolor de espalda y me inyecto heroína",
        "back pain and a fever",
        "my back hurts and I have chills",
        "fever with lower back pain",
        "backache with a high temperature",
        "I have back pain and I inject drugs",
    ),
    "RF_SEPTIC_JOINT": (
        "tengo la rodilla caliente e hinchada",
        "la rodilla está roja y muy hinchada",
        "se me hinchó el tobillo y está caliente",
        "codo hinchado, rojo y caliente",
        "la articulación está hinchada y caliente",
        "my knee is hot and swollen",
        "my ankle is red and swollen",
        "hot swollen elbow",
        "my wrist swelled up and feels hot",
        "my knee is swollen, red and I have a fever",
    ),
    "RF_FRACTURE": (
        "me caí y no puedo apoyar el pie",
        "tuve un accidente de carro",
        "me atropellaron",
        "me caí de las escaleras",
        "creo que me rompí la muñeca",
        "I fell and can't put weight on my leg",
        "I was in a car accident",
        "I fell down the stairs",
        "I think I broke my wrist",
        "I got hit by a car",
    ),
    "RF_MALIG": (
        "tuve cáncer y ahora me duele la espalda",
        "he bajado de peso sin razón",
        "me salió una bola en el cuello",
        "he perdido diez kilos sin hacer dieta",
        "pérdida de peso inexplicable",
        "I had breast cancer and now my back hurts",
        "I've lost weight without trying",
        "I found a lump",
        "unexplained weight loss",
        "there's a lump that is growing",
    ),
    "RF_CHEST": (
        "me duele el pecho",
        "siento presión en el pecho",
        "me aprieta el pecho",
        "dolor de pecho que se va al brazo",
        "tengo opresión en el pecho",
        "chest pain",
        "tightness in my chest",
        "my chest hurts",
        "pressure on my chest",
        "my chest feels tight",
    ),
    "RF_AORTA": (
        "siento que se me desgarra el pecho",
        "un dolor desgarrante y de repente",
        "de repente un dolor que me desgarra la espalda",
        "tengo una bola que late en la panza",
        "dolor de espalda y me desmayé",
        "tearing pain in my chest",
        "a sudden ripping pain",
        "it feels like something is ripping in my back",
        "a pulsating lump in my belly",
        "I passed out with pain in my back",
    ),
    "RF_PE": (
        "me falta el aire",
        "no puedo respirar",
        "toso con sangre",
        "me duele al respirar",
        "de repente me falta el aire",
        "I can't breathe",
        "I'm short of breath",
        "I'm coughing up blood",
        "it hurts when I breathe",
        "sudden shortness of breath",
    ),
    "RF_DVT": (
        "tengo la pantorrilla hinchada",
        "se me hinchó una pierna",
        "la pierna izquierda está muy hinchada",
        "el muslo lo tengo hinchado",
        "una pierna más hinchada que la otra",
        "my calf is swollen",
        "swollen painful leg",
        "one leg is bigger than the other",
        "my thigh is swollen",
        "I think I have a clot in my leg",
    ),
    "RF_THUNDER": (
        "el peor dolor de cabeza de mi vida",
        "dolor de cabeza que me dio de golpe",
        "me explotó la cabeza",
        "dolor de cabeza repentino",
        "un dolor de cabeza como un trueno",
        "the worst headache of my life",
        "a sudden headache",
        "a thunderclap headache",
        "headache that came on in seconds",
        "headache out of nowhere",
    ),
    "RF_HEAD_NEURO": (
        "dolor de cabeza con fiebre",
        "me duele la cabeza y no puedo hablar",
        "dolor de cabeza y cuello rígido",
        "se me torció la boca",
        "me duele la cabeza y estoy embarazada",
        "me dio una convulsión",
        "headache and fever",
        "headache with a stiff neck",
        "my face is drooping",
        "bad headache and slurred speech",
        "I'm pregnant and have a headache",
    ),
    "RF_GCA": (
        "me duele la mandíbula al masticar",
        "me duele el cuero cabelludo",
        "me duele la sien",
        "me duele al peinarme",
        "me duelen las sienes",
        "my jaw hurts when I chew",
        "my scalp is tender",
        "my temple is sore",
        "it hurts to brush my hair",
        "pain in my temples",
    ),
    "RF_GCA_VISION": (
        "dolor de cabeza y veo doble",
        "me duele la sien y perdí la vista",
        "se me fue la vista",
        "no veo de un ojo",
        "dolor de cabeza y no veo",
        "headache and double vision",
        "I lost my sight",
        "I can't see out of one eye",
        "my scalp hurts and my vision went",
        "I'm seeing double",
    ),
    "RF_LIMB": (
        "tengo la pierna fría y pálida",
        "la mano está helada y dormida",
        "se me puso blanco el pie",
        "el pie está morado y frío",
        "la pierna no tiene pulso",
        "my leg is cold and pale",
        "my hand is icy and numb",
        "my foot turned white",
        "my foot is blue and cold",
        "no pulse in my foot",
    ),
    "RF_COMPART": (
        "el yeso me aprieta mucho",
        "me duele mucho con el yeso",
        "la pierna está dura como piedra después del golpe",
        "después de la operación cada vez me duele más",
        "con la férula el dolor aumenta",
        "my cast is too tight",
        "the pain under my cast is getting worse",
        "my calf is rock hard after the injury",
        "after the surgery the pain keeps getting worse",
        "the plaster hurts more and more",
    ),
    "RF_ABDO": (
        "dolor muy fuerte en el vientre",
        "tengo la panza dura como tabla",
        "estoy vomitando sangre",
        "hice popó negro",
        "me duele el estómago y estoy embarazada",
        "severe belly pain",
        "my stomach is hard as a board",
        "I'm vomiting blood",
        "my stool is black",
        "stomach pain and I'm pregnant",
    ),
    "RF_DRUG": (
        "tomé demasiadas pastillas",
        "se me está hinchando la lengua",
        "tiene los labios morados",
        "creo que es una sobredosis",
        "tengo una reacción alérgica fuerte",
        "I took too many pills",
        "my throat is closing",
        "my lips are blue",
        "I think it's an overdose",
        "a severe allergic reaction",
    ),
    "RF_SUICIDE_IMMINENT": (
        "me voy a matar",
        "voy a quitarme la vida",
        "tengo un plan para suicidarme",
        "hoy me mato",
        "tengo pastillas guardadas para matarme",
        "I'm going to kill myself",
        "I have a plan to end my life",
        "I bought a rope to kill myself",
        "I will end it tonight",
        "I wrote a goodbye letter",
    ),
    "RF_SUICIDE_IDEATION": (
        "ya no quiero vivir",
        "quisiera morirme",
        "sería mejor no despertar",
        "pienso en quitarme la vida",
        "no le veo sentido a la vida",
        "I don't want to live",
        "I want to die",
        "I'd be better off dead",
        "I wish I could not wake up",
        "I think about killing myself",
    ),
    "RF_VIOLENCE": (
        "mi esposo me pega",
        "mi pareja me amenaza",
        "sufro violencia en casa",
        "le tengo miedo, me golpea",
        "mi hijo me maltrata",
        "my husband hits me",
        "my partner threatens me",
        "domestic violence",
        "I don't feel safe at home",
        "he beats me",
    ),
    "RF_SAFEGUARD": (
        "le pegan a mi hijo",
        "maltratan a mi abuelita",
        "mi abuelita está en peligro",
        "abusaron de mi hija",
        "no le dan de comer a mi mamá",
        "he hits my son",
        "my daughter is being abused",
        "child abuse",
        "nobody feeds my grandmother",
        "mi hijo se quiere matar",
        "mi hija dice que ya no quiere vivir",
        "mi esposo amenaza con suicidarse",
        "se quiere quitar la vida mi hermana",
        "my daughter wants to kill herself",
        "my son talks about suicide",
        "she says she doesn't want to live",
        "my friend keeps cutting herself",
        "they hurt my baby",
    ),
}
AS_TYPED = (
    ("RF_SUICIDE_IDEATION", "me kiero matar"),
    ("RF_SUICIDE_IDEATION", "kiero morirme"),
    ("RF_SUICIDE_IDEATION", "kms"),
    ("RF_SUICIDE_IDEATION", "KMS."),
    ("RF_SUICIDE_IDEATION", "i just want to kms"),
    ("RF_SUICIDE_IMMINENT", "gonna kms"),
    ("RF_CHEST", "siento como que me aplastan el pecho"),
    ("RF_CHEST", "my chest is being crushed"),
    ("RF_CHEST", "dolor en el pexo"),
    ("RF_CHEST", "chst pain"),
    ("RF_PE", "i cant breath"),
    ("RF_PE", "cant breathe"),
    ("RF_PE", "me falta el ayre"),
    ("RF_CES", "se me entumió ahí abajo"),
    ("RF_CES", "no me doy cuenta cuando hago del baño"),
    ("RF_CES", "I don't notice when I pee"),
    ("RF_CES", "no siento las pompas"),
    ("RF_CES", "my butt cheeks, no feeling in my butt"),
    ("RF_CES", "no siento las nalgas y se me sale la pipí"),
    ("RF_CES", "se me sale el pipí"),
    ("RF_FRACTURE", "me caí ayer de las escaleras"),
    ("RF_FRACTURE", "me caí ayer"),
    ("RF_FRACTURE", "i fell yesterday"),
    ("RF_FRACTURE", "yesterday I slipped"),
    ("RF_ABDO", "pooping blood"),
    ("RF_ABDO", "hago popó con sangre"),
)
BENIGN = (
    "10 kms",
    "camino 5 kms diarios",
    "no me caí ayer",
    "I didn't fall yesterday",
    "no aguanto que me aplasten la pierna",
    "me muero de dolor",
    "this pain is killing me",
    "me mata la espalda",
    "no tengo fiebre",
    "no me duele el pecho",
    "puedo orinar bien",
    "mi mamá se quitó la vida",
    "mi mamá se quitó la vida hace años",
    "my father killed himself when I was a child",
    "mi hija no se quiere morir",
    "my son does not want to hurt himself",
    "mi papá tuvo un infarto",
    "my dad had a heart attack",
    "no chest pain",
    "I have no fever",
    "me duele la espalda pero no tengo fiebre",
    "back pain without fever",
    "I don't want to kill myself",
    "no quiero matarme",
    "me duele la rodilla desde hace dos años",
    "my shoulder hurts when I lift it",
    "los pies fríos me molestan",
    "tengo fibromialgia",
    "muero de hambre",
    "I'm dying for a coffee",
    "me despierto en la noche",
    "no falls, no accidents",
)
LONG_AGO = (
    "pain in my back since my car wreck in 2021",
    "since a car accident 5 years ago",
    "I was in a car crash in 2019",
    "desde un accidente hace 5 años",
    "tuve un accidente de carro en 2019",
    "desde un accidente de carro hace 5 años me duele",
    "me duele la cintura y las dos piernas desde hace 2 años",
    "pain in my lower back and both legs since 2021",
    "hace 5 años tuve dolor de pecho pero ya no",
    "I had chest pain years ago but not any more",
    "I had chest pain 5 years ago but not anymore",
)
STILL = (
    ("RF_SUICIDE_IDEATION", "tuve depresión y pensé en morirme hace años"),
    ("RF_FRACTURE", "accidente de carro hace 2 semanas"),
    ("RF_FRACTURE", "car accident 3 weeks ago"),
    ("RF_FRACTURE", "llevo 2 años con dolor, me caí de las escaleras"),
    ("RF_FRACTURE", "hace 5 años tuve un accidente y ayer me caí de las escaleras"),
    ("RF_FRACTURE", "I had a car crash in 2019 and yesterday I fell down the stairs"),
    ("RF_CES", "las dos piernas débiles y me duele la cintura desde hace 2 años"),
    ("RF_CES", "back pain since 2021 and now both legs"),
    ("RF_CES", "me duele la cintura desde hace 2 años y ahora las dos piernas"),
    ("RF_CES", "me duele la cintura y las dos piernas"),
    ("RF_CES", "desde hace 2 años me duele la espalda y ahora no siento las piernas"),
    ("RF_CES", "since the accident 2 years ago I can't feel my legs"),
    ("RF_CHEST", "I've had chest pain for 5 years"),
    ("RF_CHEST", "tengo dolor de pecho desde hace 5 años"),
    (
        "RF_CHEST",
        "hace un año tuve dolor de pecho pero ya no aguanto el pecho",
    ),
    ("RF_CHEST", "hace 5 años tuve dolor de pecho y otra vez me duele el pecho"),
    ("RF_PE", "hace años tuve dolor de pecho pero ya no, no puedo respirar"),
    ("RF_PE", "I had chest pain years ago but not any more, I can't breathe"),
    ("RF_PE", "hace años tuve cáncer, no puedo respirar"),
)
PAIRS = [(code, text) for code, texts in STATED.items() for text in texts]


def codes(text: str) -> set[str]:
    return {raised.code for raised in listen(text)}


def test_every_code_has_five_plain_wordings_in_each_language():
    assert len(STATED) == 22
    assert all(len(texts) >= 10 for texts in STATED.values())


@pytest.mark.parametrize(("code", "text"), PAIRS)
def test_a_red_flag_stated_plainly_is_raised(code: str, text: str):
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), AS_TYPED)
def test_a_red_flag_in_shorthand_or_everyday_words_is_raised(code: str, text: str):
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), PAIRS)
def test_case_and_invisible_characters_hide_no_red_flag(code: str, text: str):
    shouted = "\u200b".join(text.upper())

    assert code in codes(shouted)


@pytest.mark.parametrize("text", BENIGN)
def test_denied_idiomatic_and_other_peoples_red_flags_are_not_raised(text: str):
    assert codes(text) == set()


@pytest.mark.parametrize("text", LONG_AGO)
def test_what_is_long_over_is_not_raised(text: str):
    assert codes(text) == set()


@pytest.mark.parametrize(("code", "text"), STILL)
def test_a_present_or_recent_danger_is_raised_beside_an_old_one(code: str, text: str):
    assert code in codes(text)


def test_an_old_injury_is_not_taken_for_a_denied_one():
    found = understand("a car accident 5 years ago", today=date(2026, 11, 22)).findings

    assert not [one for one in found if one.name == "red_flags"]


def test_a_red_flag_comes_with_the_words_it_was_heard_in():
    (raised,) = listen("Doctora, ¡NO PUEDO\u200b ORINAR! desde ayer")

    assert raised.words == "NO PUEDO\u200b ORINAR"


def test_a_word_spelt_letter_by_letter_is_heard():
    assert "RF_DRUG" in codes("fue una s o b r e d o s i s")


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_listening_fails_on_no_text(text: str):
    assert FAILED not in codes(text)


def test_a_failure_inside_is_told_to_the_caller(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(listener, "hear", lambda message: 1 / 0)

    assert codes("hola") == {FAILED}


DENIALS = (
    ("me duele la espalda pero no tengo fiebre", {"RF_SPINE_INF"}),
    ("headache but no fever", {"RF_HEAD_NEURO"}),
    ("no tengo dolor de pecho", {"RF_CHEST"}),
    ("no tengo migraña ni fiebre", set()),
    ("no me duele la espalda, tengo fiebre", set()),
    ("I have no headaches, but I fell last week", set()),
)


@pytest.mark.parametrize(("text", "denied"), DENIALS)
def test_a_flag_is_denied_by_its_sign_and_not_by_its_setting(text: str, denied: set):
    found = understand(text, today=date(2026, 11, 22)).findings

    flags = {(one.value, one.negated) for one in found if one.name == "red_flags"}
    assert flags == {(code, True) for code in denied}


HOSTILE = (
    "no puedo ",
    "no tengo dolor de cabeza ni fiebre ",
    "dolor de espalda y fiebre ",
    "no dolor de pecho ",
    "le pega a mi hijo ",
    "no ",
    "a",
    ". ",
    "1.",
    "a b c d ",
    "\u200b",
    "😀",
)
LONGEST = 16384


@pytest.mark.parametrize("piece", HOSTILE)
def test_sixteen_kibibytes_are_heard_in_well_under_a_second(piece: str):
    text = (piece * LONGEST)[:LONGEST]

    assert min(seconds_to_hear(text) for _ in range(3)) < 0.2


def test_sixteen_kibibytes_of_mixed_wordings_are_heard_as_fast():
    said = [text for _, text in PAIRS]
    text = (" ".join(f"no {one}." for one in said + list(BENIGN)) * 4)[:LONGEST]

    assert min(seconds_to_hear(text) for _ in range(3)) < 0.2


def seconds_to_hear(text: str) -> float:
    start = time.process_time()
    listen(text)
    return time.process_time() - start
