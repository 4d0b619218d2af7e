"""The dialogues together reach everything, in each language."""

import pytest

from tests.conversations.coverage import demanded, reached
from tests.conversations.domain import LANGUAGES
from tests.conversations.reading import all_cases
from tests.conversations.running import Performance
from tests.conversations.script import Script

CASES = all_cases()
KINDS = {"rule", "red flag", "topic", "control", "response", "wording", "reply"}


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_some_dialogue_reaches_everything_there_is(stage, lang):
    transcripts = [await stage.play(case.id, case.script) for case in CASES]

    missing = demanded(lang) - reached(transcripts, lang)

    if missing:
        pytest.fail(unreached(missing, lang), pytrace=False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_something_of_every_kind_is_demanded(lang):
    assert {kind for kind, _ in demanded(lang)} == KINDS


async def test_a_dialogue_reaches_what_it_touches_in_its_language_only(stage):
    given = {"name": "Somebody who refuses", "language": "es", "opening": "none"}
    steps = [{"taps": "language.es"}, {"taps": "carer"}, {"taps": "no"}]
    script = Script.model_validate({**given, "steps": steps})

    transcript = await Performance(stage, script).run()

    touched = reached([transcript], "es")
    assert touched >= {
        ("rule", "A new session starts the intake"),
        ("rule", "Without consent nothing is asked"),
        ("reply", "language:language.es"),
        ("reply", "consent:no"),
        ("response", "utter_carer"),
        ("wording", "utter_ask_consent (first)"),
        ("topic", "consent"),
    }
    assert ("rule", "A finished intake is assessed and closed") not in touched
    assert ("reply", "consent:yes") not in touched
    assert reached([transcript], "en") == set()


def unreached(missing: set[tuple[str, str]], lang: str) -> str:
    """Say what no dialogue reaches, a line for each kind."""
    kinds = sorted({kind for kind, _ in missing})
    named = {k: sorted(name for kind, name in missing if kind == k) for k in kinds}
    lines = [
        f"{kind} ({len(names)}): {', '.join(names)}" for kind, names in named.items()
    ]
    return "\n".join([f"No dialogue in '{lang}' reaches:", *lines])
