"""What a story tells besides findings, in which words, and what it does not tell."""

import pytest

from actions.idioms import is_weary_of_this
from actions.questions import questions
from actions.stories import told
from actions.taking_back import denies

BEGINNINGS = [
    ("empezó desde que se murió mi mamá, y ya", "empezó desde que se murió mi mamá"),
    ("me duele a raíz de una cirugía", "a raíz de una cirugía"),
    ("desde que me operaron y no se quita", "desde que me operaron"),
    ("Me caí de la escalera y desde entonces me duele", "Me caí de la escalera"),
    ("me empezó cuando nació mi hija", "empezó cuando nació mi hija"),
    ("le duele desde que se cayó", "desde que se cayó"),
    ("since I broke my wrist", "since I broke my wrist"),
    ("it hurts after a car accident, a lot", "after a car accident"),
    ("It all started when I fell down.", "It all started when I fell down"),
    ("I fell off a ladder and ever since it hurts", "I fell off a ladder"),
    ("he has had it since he had shingles", "since he had shingles"),
]  # fmt: skip
NO_BEGINNINGS = [
    "me duele desde hace dos años",
    "me duele desde marzo",
    "se pone peor después de caminar",
    "me duele después de comer",
    "me ayudó la terapia después de la operación",
    "no sé si fue a raíz de la cirugía",
    "¿será por un golpe?",
    "empeoró después de la operación que me van a repetir",
    "it gets worse after I walk",
    "it hurts after eating",
    "it has hurt since March",
    "it got worse after the accident",
    "I want to walk after surgery",
    "could it be because of the accident?",
    "it hurts after I fell asleep on the sofa",
]
CAUSES = [
    ("ya fui con muchos y me dicen que no tengo nada", "me dicen que no tengo nada"),
    ("dicen que son los nervios", "dicen que son los nervios"),
    ("el doctor me dijo que es de la edad", "el doctor me dijo que es de la edad"),
    ("no me encuentran nada", "no me encuentran nada"),
    ("they told me it's all in my head", "they told me it's all in my head"),
    ("they say they can’t find anything", "they say they can’t find anything"),
    ("they say there is nothing wrong", "they say there is nothing wrong"),
    ("my doctor says it's stress", "my doctor says it's stress"),
]
NO_CAUSES = [
    "no tengo nada de fiebre",
    "me dicen que tengo artritis",
    "nadie me dice que no tengo nada",
    "they told me I have arthritis",
    "nothing helps",
    "did they say it's nothing?",
]
DEATHS = [
    "se murió mi mamá",
    "falleció mi esposo en enero",
    "Mi papá murió hace un año",
    "perdí a mi bebé",
    "my mum died",
    "I lost my husband",
    "my best friend passed away",
    "it began with my mother’s death",
]
NO_DEATHS = [
    "se me murió el celular",
    "perdí mi trabajo",
    "me muero de dolor",
    "mi esposo no murió",
    "casi se murió mi papá",
    "I lost my job",
    "my phone died",
    "my dad almost died",
    "I lost my mum's number",
    "I am dying of pain",
]
WEARY = [
    "I'm tired of this",
    "ya me cansé de esto",
    "estoy harta de tantas preguntas",
    "This is too long.",
]
NO_WEARINESS = ["I'm tired", "estoy cansada todo el día", "I'm tired of this pain"]


@pytest.mark.parametrize(("text", "words"), BEGINNINGS)
def test_how_the_pain_began_is_kept_in_the_words_of_the_story(text, words):
    start, end = told("onset_event", text)

    assert text[start:end] == words


@pytest.mark.parametrize("text", NO_BEGINNINGS)
def test_a_time_or_what_makes_it_worse_is_not_how_it_began(text):
    assert told("onset_event", text) is None


@pytest.mark.parametrize(("text", "words"), CAUSES)
def test_what_was_said_of_the_cause_is_kept_in_the_words_of_the_story(text, words):
    start, end = told("told_cause", text)

    assert text[start:end] == words


@pytest.mark.parametrize("text", NO_CAUSES)
def test_a_denial_or_a_diagnosis_is_not_a_told_cause(text):
    assert told("told_cause", text) is None


@pytest.mark.parametrize("text", DEATHS)
def test_the_death_of_somebody_dear_is_heard(text):
    assert told("death", text)


@pytest.mark.parametrize("text", NO_DEATHS)
def test_no_other_loss_is_taken_for_a_death(text):
    assert told("death", text) is None


def test_the_place_of_the_words_is_true_with_letters_written_in_two_parts():
    text = "me duele desde la operacio\u0301n, mucho"
    start, end = told("onset_event", text)

    assert text[start:end] == "desde la operacio\u0301n"


@pytest.mark.parametrize("text", WEARY)
def test_being_tired_of_the_interview_is_heard_in_plain_words(text):
    assert is_weary_of_this(text)


@pytest.mark.parametrize("text", NO_WEARINESS)
def test_a_tiredness_that_may_be_a_symptom_is_not_of_the_interview(text):
    assert not is_weary_of_this(text)


@pytest.mark.parametrize(
    ("question", "text", "choice"),
    [
        ("sss_fatigue", "no", "0"),
        ("sss_unrefreshed", "no, para nada", "0"),
        ("sss_cognition", "none", "0"),
        ("sss_fatigue", "no se", ""),
        ("sss_fatigue", "no mucho", ""),
        ("sss_fatigue", "not much", ""),
        ("sss_fatigue", "i don't know", ""),
        ("intensity_now", "no me duele ahora", "0"),
        ("intensity_now", "ahorita no me duele nada", "0"),
        ("intensity_now", "no pain now", "0"),
        ("intensity_now", "it doesn't hurt right now", "0"),
        ("intensity_now", "no me duele tanto", ""),
        ("intensity_now", "no pain when i rest", ""),
        ("intensity_now", "no", ""),
    ],
)
def test_a_plain_no_is_zero_where_an_amount_is_asked(question, text, choice):
    assert questions()[question].typed_choice(text) == choice


@pytest.mark.parametrize(
    ("text", "word", "is_denied"),
    [
        ("no siento frío, nada más me arde", "frio", True),
        ("I don’t feel any cold", "cold", True),
        ("no, es un frío que duele", "frio", False),
        ("it is cold, not hot", "cold", False),
    ],
)
def test_a_word_is_denied_where_a_no_stands_shortly_before_it(text, word, is_denied):
    assert denies(text, word) is is_denied
