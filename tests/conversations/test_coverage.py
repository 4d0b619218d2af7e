"""The dialogues together reach everything, in each language."""

import pytest

from tests.conversations.coverage import demanded, reached
from tests.conversations.reading import all_cases

CASES = all_cases()


@pytest.mark.parametrize("lang", ["es", "en"])
async def test_some_dialogue_reaches_everything_there_is(stage, lang):
    transcripts = [await stage.play(case.id, case.script) for case in CASES]

    missing = demanded(lang) - reached(transcripts, lang)

    assert not missing, unreached(missing, lang)


def unreached(missing: set[tuple[str, str]], lang: str) -> str:
    """Say what no dialogue reaches, a line for each kind."""
    kinds = sorted({kind for kind, _ in missing})
    named = {k: sorted(name for kind, name in missing if kind == k) for k in kinds}
    lines = [
        f"{kind} ({len(names)}): {', '.join(names)}" for kind, names in named.items()
    ]
    return "\n".join([f"No dialogue in '{lang}' reaches:", *lines])
