"""Hypothesis strategies for findings, and the small helpers that the tests share."""

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from criteria.findings import CONDITIONS, DESCRIPTORS, RED_FLAGS, WPI_AREAS, Problem
from criteria.values import Tri

IS_SLOW = bool(os.environ.get("ALODIA_SLOW"))
"""Whether the long suites run: more examples of everything (`make slow`)."""

CRITERIA = (
    "1a_chronic",
    "1b_regional_or_wider",
    "1c_nociceptive_not_entire",
    "1d_neuropathic_not_entire",
    "4_evoked_exam",
    "2_history",
    "3_comorbidity",
)
"""The criteria of the IASP rule set, in the order in which they are listed."""

settings.register_profile("usual", deadline=None)
settings.register_profile(
    "slow",
    deadline=None,
    max_examples=10_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("slow" if IS_SLOW else "usual")

TRI = st.sampled_from(["true", "false", "unknown"])
HX = ("hx_touch", "hx_pressure", "hx_movement", "hx_heat", "hx_cold")
COM = (
    "com_sound",
    "com_light",
    "com_odour",
    "com_sleep",
    "com_fatigue",
    "com_cognition",
)
EXAM = (
    "exam_static_mech",
    "exam_dynamic_mech",
    "exam_heat",
    "exam_cold",
    "exam_aftersensation",
)
MECHANISMS = (
    "nociceptive_present",
    "nociceptive_main",
    "nociceptive_entirely",
    "neuropathic_present",
    "neuropathic_main",
    "neuropathic_entirely",
)
GRADED = ("nociceptive_entirely", "neuropathic_entirely", *EXAM, *HX, *COM)
TRIS = tuple(n for n, f in Problem.model_fields.items() if f.annotation is Tri)

MONTHS = st.one_of(
    st.sampled_from([0, 2, 2.5, 3, 3.25, 3.5, 4, 18]),
    st.floats(0, 600, allow_nan=False),
    st.builds(
        lambda low, width: {"low": low, "high": None if width is None else low + width},
        st.sampled_from([0, 1, 3, 4]),
        st.sampled_from([None, 0, 1, 3]),
    ),
)
DISTRIBUTION = st.sampled_from(
    ["discrete", "regional", "multifocal", "widespread", "unknown"]
)
CSI = st.one_of(
    st.builds(
        lambda missing, share: {
            "answered_sum": int(share * 4 * (25 - missing)),
            "missing": missing,
        },
        st.integers(0, 25),
        st.floats(0, 1),
    ),
    st.lists(st.sampled_from([0, 1, 2, 3, 4, None]), min_size=25, max_size=25).map(
        lambda items: {"items": items}
    ),
)
SSS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("fatigue", "unrefreshed", "cognition"), st.integers(0, 3)),
        **dict.fromkeys(("headache", "lower_abdominal", "depression"), TRI),
    },
)
PERSON_SCORES: dict[str, st.SearchStrategy[Any]] = {
    "csi": CSI,
    "sss": SSS,
    "wpi_areas": st.lists(st.sampled_from(WPI_AREAS), unique=True),
    "dn4i": st.dictionaries(st.sampled_from(DESCRIPTORS), TRI),
}


def graded_findings() -> st.SearchStrategy[dict[str, Any]]:
    """Draw findings that the IASP criteria read, with no contradiction in them."""
    drawn = st.fixed_dictionaries(
        {},
        optional={
            "duration_months": MONTHS,
            "duration_precision": st.sampled_from(["exact", "approx", "unknown"]),
            "distribution": DISTRIBUTION,
            **dict.fromkeys(GRADED, TRI),
        },
    )
    return drawn.filter(is_consistent).map(
        lambda found: {"body_system": "musculoskeletal", **found}
    )


def any_findings() -> st.SearchStrategy[dict[str, Any]]:
    """Draw flat objects of every kind of finding, contradictory ones too."""
    return st.fixed_dictionaries(
        {},
        optional={
            "body_system": st.sampled_from(["musculoskeletal", "visceral", "unknown"]),
            "duration_months": MONTHS,
            "duration_precision": st.sampled_from(["exact", "approx", "unknown"]),
            "distribution": DISTRIBUTION,
            "diffuse_nonsegmental": TRI,
            "disproportionate": TRI,
            **dict.fromkeys((*GRADED, *MECHANISMS), TRI),
            **PERSON_SCORES,
            "conditions": st.dictionaries(st.sampled_from(CONDITIONS), TRI),
            "red_flags": st.dictionaries(st.sampled_from(RED_FLAGS), TRI),
            "conflicts": st.lists(st.sampled_from([*GRADED, "csi", "body_system"])),
        },
    )


def is_consistent(found: dict[str, Any]) -> bool:
    both = ("nociceptive_entirely", "neuropathic_entirely")
    return not all(found.get(name) == "true" for name in both)
