"""Requests to the interview are heard in either language, and complaints are not."""

from datetime import date

import pytest

from bot.nlu import requests as acts
from bot.nlu.answers import understand_answer
from bot.nlu.understand import understand

TODAY = date(2026, 11, 22)
REQUESTS = (
    ("¿y usted para qué quiere saber cómo duermo?", "ask_why"),
    ("why on earth do you need to know that", "ask_why"),
    ("no entendí lo que me pregunta", "ask_meaning"),
    ("could you say that in simple words", "ask_meaning"),
    ("oiga doctora, ¿y qué es la alodinia?", "ask_glossary"),
    ("what on earth is central sensitisation", "ask_glossary"),
    ("¿mi información es confidencial?", "ask_privacy"),
    ("is all this private", "ask_privacy"),
    ("¿cuántas preguntas nos faltan?", "ask_how_long"),
    ("how many more questions", "ask_how_long"),
    ("¿quién va a ver lo que escribo?", "ask_who_reads"),
    ("will my doctor read this?", "ask_who_reads"),
    ("¿puedo dejar de tomar la pregabalina?", "ask_drug"),
    ("am I going to be put on ketamine", "ask_drug"),
    ("quiero regresar a la pregunta de antes", "go_back"),
    ("take me back to the previous question", "go_back"),
    ("ya me cansé de tantas preguntas", "tired"),
    ("too many questions, can we make it shorter", "tired"),
    ("ya no quiero seguir con esta entrevista", "stop"),
    ("I don't want to go on", "stop"),
    ("¿puedo seguir mañana?", "pause"),
    ("can I finish this later", "pause"),
    ("borren mis datos por favor", "delete_data"),
    ("please delete everything I told you", "delete_data"),
    ("prefiero hablar con una persona", "ask_person"),
    ("can I talk to a real person", "ask_person"),
    ("¿y usted es doctora?", "ask_person"),
    ("¿eres doctor?", "ask_person"),
    ("are you a doctor?", "ask_person"),
    ("so are you a real nurse", "ask_person"),
    ("eres un inútil", "abuse"),
    ("you are useless", "abuse"),
    ("tengo mucho miedo", "emotional"),
    ("nobody believes me", "emotional"),
    ("muchas gracias", "thanks"),
    ("thanks a lot", "thanks"),
)
COMPLAINTS = (
    "dice mi papá que un tequila se lo quita",
    "my dad says a whisky takes it away",
    "usted es la doctora que me operó de la mano",
    "my sister is a doctor and says it is my back",
    "quiero volver a trabajar y cargar a mi nieto",
    "no puedo hablar ni masticar del dolor de mandíbula",
    "me falta mucho aire al subir la escalera",
    "no puedo dormir y al otro día ando mal después del trabajo",
    "la pastilla no sirve para nada",
    "me siento inútil",
    "son muchas partes las que me duelen",
    "eso no estoy segura",
    "ya no quiero que me duela",
    "I forget everything people tell me",
    "I want to get rid of all my pain",
    "I can't do the dishes any more",
    "I don't go out any more",
    "it hurts once in a while, just a bit",
    "I need to return to work later this year",
    "is there more pain in my left arm? yes",
    "I feel like an idiot",
)


@pytest.mark.parametrize(("text", "act"), REQUESTS)
def test_an_unmistakable_request_is_the_act(text: str, act: str):
    assert understand(text, today=TODAY).act == act


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_or_a_hope_asks_nothing_of_the_interview(text: str):
    assert understand(text, today=TODAY).act not in {*acts.REQUESTS} - {"emotional"}


def test_findings_beside_a_request_are_kept():
    heard = understand("me duele la rodilla, ¿quién va a leer esto?", today=TODAY)

    assert heard.act == "ask_who_reads"
    assert [one.value for one in heard.findings] == ["knee"]


def test_thanks_and_tears_beside_a_finding_leave_it_the_act():
    for text in ("me duele la rodilla, muchas gracias", "tengo miedo, tengo lupus"):
        assert understand(text, today=TODAY).act is None


INSULTS = ("eres una máquina inútil", "you are a useless machine", "stupid robot")


@pytest.mark.parametrize("text", INSULTS)
def test_an_insult_is_no_question_about_who_reads(text: str):
    assert understand(text, today=TODAY).act == "abuse"


AMID_TALK = (
    ("no, ni de broma señorita", "no"),
    ("no, never in my life", "no"),
    ("pues fíjese que sí, bastante", "yes"),
    ("well yes, quite often to be honest", "yes"),
    ("eso es todo, gracias, bonito día", "done"),
    ("that's everything, thanks, bye", "done"),
    ("híjole, ahí sí no le sabría decir", "dont_know"),
    ("hmm, your guess is as good as mine", "dont_know"),
    ("ya nomas eso", "done"),
    ("nomás eso", "done"),
    ("eso nomás", "done"),
    ("that's it", "done"),
    ("that is it really", "done"),
    ("hola, buenas tardes, soy Carmen Ríos", "greet"),
    ("hello, good afternoon, this is Carmen Rivers", "greet"),
    ("no, ninguna de las que dice, gracias a Dios", "none"),
    ("no, none of the ones you listed, thank God", "none"),
)


@pytest.mark.parametrize(("text", "act"), AMID_TALK)
def test_an_answer_amid_small_talk_is_the_act(text: str, act: str):
    assert understand(text, today=TODAY).act == act


@pytest.mark.parametrize("text", ["no, ayer anduve raro", "no, felt odd yesterday"])
def test_asked_about_warning_signs_an_answer_must_be_all_that_is_said(text: str):
    assert understand(text, today=TODAY).act == "no"
    assert understand(text, asked="safety", today=TODAY).act is None


@pytest.mark.parametrize(
    "text",
    [
        "¿quién ganó anoche?",
        "¿quién lee las noticias en la tele?",
        "¿cuánto falta para navidad?",
        "who won the match last night?",
        "who reads the news on channel 5?",
        "how long until Christmas?",
    ],
)
def test_a_question_about_something_else_is_no_request(text: str):
    assert understand(text, today=TODAY).act is None


@pytest.mark.parametrize(
    "text", ["no sorry, it's eight months", "no, perdón, son ocho meses"]
)
def test_no_before_another_value_takes_back_the_first(text: str):
    heard = understand_answer(text, asked="regions", today=TODAY)

    assert heard.act == "correct"
    assert [one.name for one in heard.findings] == ["duration_months"]


def test_back_is_a_place_where_a_place_was_asked_for():
    (back,) = understand_answer("back", asked="regions", today=TODAY).findings

    assert back.value == "back"
    assert understand_answer("back", asked="regions", today=TODAY).act is None
    assert understand_answer("go back", asked="regions", today=TODAY).act == "go_back"
    assert understand_answer("back", asked="duration", today=TODAY).act == "go_back"
