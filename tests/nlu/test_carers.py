"""What a carer says of the patient counts; what is said of others does not."""

from datetime import date

import pytest

from bot.nlu.listener import listen
from bot.nlu.understand import understand


def codes(text: str, *, for_another: bool) -> list[str]:
    return [raised.code for raised in listen(text, for_another=for_another)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mi mamá tiene presión en el pecho", "RF_CHEST"),
        ("le falta el aire a mi mamá", "RF_PE"),
        ("mi papá no puede respirar", "RF_PE"),
        ("dice que se quiere morir", "RF_SUICIDE_IDEATION"),
        ("se le quedó dormida la entrepierna", "RF_CES"),
        ("my mum has pressure in her chest", "RF_CHEST"),
        ("my husband cannot breathe", "RF_PE"),
        ("he wants to die", "RF_SUICIDE_IDEATION"),
        ("she can't control her bladder any more", "RF_CES"),
    ],
)
def test_a_carer_raises_the_patients_warning_signs(text, code):
    assert code in codes(text, for_another=True)


@pytest.mark.parametrize(
    "text",
    [
        "su hermana tuvo un infarto",
        "mi mamá no tiene presión en el pecho",
        "her sister had a heart attack",
        "my mum has no chest pain",
        "le duele la rodilla desde hace dos años",
    ],
)
def test_a_carer_raises_nothing_for_others_or_for_what_is_denied(text):
    assert codes(text, for_another=True) == []


def test_somebody_who_answers_for_themselves_raises_nothing_for_others():
    assert codes("mi mamá tiene presión en el pecho", for_another=False) == []
    assert codes("my mum has chest pressure", for_another=False) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hablo por mi mamá, no puede respirar, la paciente es ella", "RF_PE"),
        ("escribo por mi papá, tiene presión en el pecho", "RF_CHEST"),
        ("My mum cannot breathe, it's her appointment", "RF_PE"),
        ("I am writing for my father, he has pressure in his chest", "RF_CHEST"),
    ],
)
def test_a_message_that_says_it_is_for_the_patient_counts_unasked(text, code):
    assert code in codes(text, for_another=False)


def test_the_words_quoted_are_the_carers_own():
    (raised,) = listen("mi mamá no puede respirar", for_another=True)

    assert raised.words == "no puede respirar"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A mi mamá le duelen los hombros hace cinco años; se despierta mucho",
            {"pain_regions": "shoulder:both", "com_sleep": "true"},
        ),
        (
            "My mum has had pain in both shoulders for 5 years; she wakes up all night",
            {"pain_regions": "shoulder:both", "com_sleep": "true"},
        ),
    ],
)
def test_a_carer_tells_of_the_patient(text, found):
    heard = understand(text, today=date(2026, 11, 22), for_another=True)
    told = {one.name: one.value for one in heard.findings if one.whose == "patient"}

    assert told["duration_months"]["low"] == 60
    assert found.items() <= told.items()


@pytest.mark.parametrize(
    ("text", "is_fatigue"),
    [
        ("ya se cansó mi papá", False),
        ("mi papá se cansa de mi mamá", False),
        ("dice que solo se cansa de mi mamá", False),
        ("ya se cansó de las preguntas", False),
        ("my dad is tired of my mum", False),
        ("he is worn out by the questions", False),
        ("mi papá se cansa mucho", True),
        ("se cansa de todo", True),
        ("he gets tired", True),
        ("my dad is worn out", True),
    ],
)
def test_to_be_weary_of_somebody_is_no_fatigue(text, is_fatigue):
    heard = understand(text, today=date(2026, 11, 22), for_another=True)

    assert any(one.name == "com_fatigue" for one in heard.findings) == is_fatigue
