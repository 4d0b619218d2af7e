"""Parts of the body: said again with a side, taken away, and how far they spread."""

import pytest

from criteria.regions import merged, suggest_distribution, without


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["knee", "knee"], ("knee",)),
        (["neck", "knee"], ("neck", "knee")),
        (["knee", "neck"], ("neck", "knee")),
        (["knee", "knee:left"], ("knee:left",)),
        (["knee", "knee:right"], ("knee:right",)),
        (["knee", "knee:both"], ("knee:both",)),
        (["knee:left", "knee:both"], ("knee:both",)),
        (["knee:right", "knee:both"], ("knee:both",)),
        (["knee:left", "knee:right"], ("knee:left", "knee:right")),
        (["knee:left", "hip:both"], ("hip:both", "knee:left")),
        (["knee", "hip:both"], ("hip:both", "knee")),
    ],
)
def test_a_part_with_its_side_replaces_the_part_without(
    said: list[str], kept: tuple[str, ...]
):
    assert merged(said) == kept


@pytest.mark.parametrize(
    ("hurting", "well", "left"),
    [
        (["knee", "hip"], "knee", ("hip",)),
        (["knee:left"], "knee", ()),
        (["knee:both"], "knee", ()),
        (["knee:both"], "knee:both", ()),
        (["knee:left", "knee:right"], "knee:both", ()),
        (["knee:both"], "knee:left", ("knee:right",)),
        (["knee:both"], "knee:right", ("knee:left",)),
        (["knee:left"], "knee:right", ("knee:left",)),
        (["knee:right"], "knee:left", ("knee:right",)),
        (["knee:left"], "knee:left", ()),
        (["knee"], "knee:left", ()),
        (["hip:left"], "knee:left", ("hip:left",)),
    ],
)
def test_a_part_that_does_not_hurt_leaves_what_is_left(
    hurting: list[str], well: str, left: tuple[str, ...]
):
    assert without(hurting, well) == left


@pytest.mark.parametrize(
    ("regions", "suggestion"),
    [
        ([], None),
        (["knee"], None),
        (["knee:left", "lower_leg:left"], None),
        (["knee:left", "lower_leg:right"], "multifocal"),
        (["knee:both"], "multifocal"),
        (["lower_back", "buttock:left", "thigh:left"], None),
        (["lower_back", "upper_back", "neck"], None),
        (["back", "neck"], None),
        (["shoulder", "knee"], "multifocal"),
        (["shoulder:both", "hip:left", "neck"], "widespread"),
        (["shoulder", "hip", "neck"], "multifocal"),
        (["shoulder:both", "hip:left", "jaw"], "multifocal"),
        (["whole_body"], "widespread"),
        (["hemibody:left"], None),
        (["hemibody:left", "neck", "shoulder:right"], "widespread"),
        (["hand:both", "foot:both"], "multifocal"),
        (["knee", "lower_leg:left"], None),
        (["knee:left", "lower_leg"], None),
        (["knee:left", "lower_leg:left", "ankle:left", "foot:left"], None),
        (["hand:left", "wrist:left", "foot:left"], "multifocal"),
        (["foot:left", "knee:left", "lower_leg:left", "ankle:left"], None),
        (["buttock:left", "buttock:right"], None),
        (["shoulder:left", "chest:right"], None),
        (["chest:right", "shoulder:left"], None),
        (["hip:left", "hip:right"], "multifocal"),
        (["hip:right", "knee:right"], "multifocal"),
        (["shoulder", "arm:left", "hip", "thigh:left", "neck"], "multifocal"),
        (["shoulder:left", "arm:right", "hip:left", "neck"], "widespread"),
        (["shoulder:both", "hip:both"], "widespread"),
        (["hemibody:left", "foot:right"], None),
        (["hemibody:left", "neck"], None),
        (["chest", "shoulder:both", "arm:left"], None),
        (["chest", "shoulder:both", "arm:right"], None),
        (["chest", "shoulder:both", "arm:both"], None),
        (["abdomen", "chest", "shoulder:left", "groin", "thigh:left"], None),
    ],
)
def test_a_distribution_is_suggested_from_the_regions(
    regions: list[str], suggestion: str | None
):
    assert suggest_distribution(regions) == suggestion
