"""Every dialogue of the YAML files, played against the real thing."""

import pytest

from tests.conversations.reading import all_cases
from tests.conversations.showing import side_by_side

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
async def test_a_dialogue_goes_as_written(stage, case):
    transcript = await stage.play(case.id, case.script)

    if transcript.failed:
        place = f"{case.file}, line {case.line}"
        pytest.fail(side_by_side(transcript, place), pytrace=False)


def test_no_two_dialogues_have_the_same_name():
    names = [case.id for case in CASES]

    assert sorted(set(names)) == sorted(names)
