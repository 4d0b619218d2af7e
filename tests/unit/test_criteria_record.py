"""What a record keeps when people repeat, correct and contradict themselves."""

from typing import Any

import pytest

from criteria.errors import BadValueError, OwnerError, UnknownNameError
from criteria.findings import Owner, fact, leaves
from criteria.record import Evidence, Record, Source, Status

FLAG = "red_flags.RF_CES"


def said(turn: int, lang: str = "es") -> Evidence:
    return Evidence(
        turn=turn, start=0, end=2, words="sí", lang=lang, extractor="yes_no"
    )


def heard(*statements: tuple[str, Any, Source]) -> Record:
    record = Record()
    for name, value, source in statements:
        record = record.hear(name, value, source=source)
    return record


P, C = Source.PATIENT, Source.CLINICIAN


def test_an_empty_record_has_asked_nothing():
    assert Record().get("hx_touch").status is Status.NOT_ASKED
    assert list(Record().names()) == []
    assert Record().findings() == {}


def test_a_record_survives_being_written_and_read():
    record = (
        Record()
        .hear("duration_months", {"low": 17, "high": 19}, evidence=said(1))
        .hear("pain_regions", ["knee:left"], evidence=said(2, "en"))
        .hear("hx_touch", "true")
        .hear("hx_touch", "false")
        .mark("com_sleep", Status.DECLINED)
        .hear("exam_heat", "true", source=C)
    )

    written = record.model_dump(mode="json", exclude_defaults=True)

    assert Record.model_validate(written) == record


def test_the_flat_object_nests_maps_and_lists_conflicts():
    record = heard(
        ("conditions.migraine", "true", P),
        ("region_severity.knee:left", 7, P),
        ("hx_touch", "true", P),
        ("hx_touch", "false", P),
    )

    assert record.findings() == {
        "region_severity": {"knee:left": 7},
        "conditions": {"migraine": "true"},
        "conflicts": ["hx_touch"],
    }


def test_the_same_answer_in_other_words_adds_the_words_once():
    record = Record().hear("hx_touch", "true", evidence=said(2))
    record = record.hear("hx_touch", "true", evidence=said(1))
    record = record.hear("hx_touch", "true", evidence=said(2))

    assert [one.turn for one in record.get("hx_touch").evidence] == [1, 2]


def test_two_answers_without_a_correction_are_a_conflict_that_keeps_both():
    finding = heard(("hx_touch", "true", P), ("hx_touch", "false", P)).get("hx_touch")

    assert (finding.status, finding.value) == (Status.CONFLICT, None)
    assert [past.value for past in finding.history] == ["true", "false"]


def test_a_conflict_counts_no_words_and_keeps_every_later_statement():
    record = Record().hear("hx_touch", "true", evidence=said(1))
    record = record.hear("hx_touch", "false", evidence=said(2))
    finding = record.hear("hx_touch", "true", evidence=said(3)).get("hx_touch")

    assert finding.status is Status.CONFLICT
    assert finding.evidence == ()
    assert [(past.value, past.evidence) for past in finding.history] == [
        ("true", (said(1),)),
        ("false", (said(2),)),
        ("true", (said(3),)),
    ]


def test_a_correction_to_the_same_answer_adds_its_words():
    record = Record().hear("hx_touch", "true", evidence=said(1))
    record = record.hear("hx_touch", "true", evidence=said(2), correction=True)

    assert record.get("hx_touch").evidence == (said(1), said(2))
    assert record.get("hx_touch").value == "true"
    assert record.get("hx_touch").history == ()


def test_what_was_said_before_is_remembered_once():
    record = Record().hear("hx_touch", "true")
    for value in ("false", "true", "false"):
        record = record.hear("hx_touch", value, correction=True)

    assert [past.value for past in record.get("hx_touch").history] == ["true", "false"]


def test_a_correction_settles_a_conflict():
    record = heard(("hx_touch", "true", P), ("hx_touch", "false", P))

    settled = record.hear("hx_touch", "true", correction=True).get("hx_touch")

    assert (settled.status, settled.value) == (Status.ANSWERED, "true")
    assert [past.value for past in settled.history] == ["true", "false"]


@pytest.mark.parametrize("order", [(P, C), (C, P)])
def test_a_clinician_wins_and_both_stay_visible(order: tuple[Source, Source]):
    values = {P: "true", C: "false"}
    record = heard(*(("hx_touch", values[source], source) for source in order))
    finding = record.get("hx_touch")

    assert (finding.value, finding.source) == ("false", C)
    assert [(past.value, past.source) for past in finding.history] == [("true", P)]


def test_two_sources_of_the_same_rank_contradict():
    record = heard(("hx_touch", "true", P), ("hx_touch", "false", Source.RECORD))

    assert record.get("hx_touch").status is Status.CONFLICT


@pytest.mark.parametrize(
    "name", [name for name in leaves() if fact(name).owner is Owner.CLINICIAN]
)
def test_a_patient_never_writes_a_clinicians_finding(name: str):
    with pytest.raises(OwnerError, match=name):
        Record().hear(name, "true")


def test_a_patient_may_hint_what_a_clinician_settles():
    record = heard(("distribution", "regional", P), ("distribution", "discrete", C))

    assert record.findings() == {"distribution": "discrete"}


def months(record: Record) -> Any:
    """Return the duration as it was said, without the parts left at their defaults."""
    value = record.findings().get("duration_months")
    if not isinstance(value, dict):
        return value
    return {name: one for name, one in value.items() if one not in (None, False)}


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (18, {"low": 12, "high": 24}, 18),
        ({"low": 12, "high": 24}, 18, 18),
        ({"low": 12}, {"low": 12, "low_open": True}, {"low": 12, "low_open": True}),
        (18, 19, None),
        ({"low": 12, "high": 24}, {"low": 12, "high": 18}, {"low": 12, "high": 18}),
        ({"low": 12, "high": 18}, {"low": 12, "high": 24}, {"low": 12, "high": 18}),
        ({"low": 12, "high": 24}, {"low": 18, "high": 24}, {"low": 18, "high": 24}),
        ({"low": 12}, {"low": 18, "high": 24}, {"low": 18, "high": 24}),
        ({"low": 18, "high": 24}, {"low": 12}, {"low": 18, "high": 24}),
        ({"low": 12}, {"low": 18}, {"low": 18}),
        (
            {"low": 12, "high": 24},
            {"low": 12, "high": 24, "high_open": True},
            {"low": 12, "high": 24, "high_open": True},
        ),
        (
            {"low": 12, "high": 24, "high_open": True},
            {"low": 18, "high": 24},
            None,
        ),
        ({"low": 12, "high": 24}, {"low": 23, "high": 36}, None),
    ],
)
def test_of_two_durations_that_agree_the_narrower_stays(
    one: Any, other: Any, kept: Any
):
    record = heard(("duration_months", one, P), ("duration_months", other, P))

    assert months(record) == kept


def test_regions_add_up_and_a_side_makes_a_part_precise():
    record = heard(
        ("pain_regions", ["knee", "neck"], P), ("pain_regions", "knee:left", P)
    )

    assert record.findings() == {"pain_regions": ["neck", "knee:left"]}


def test_a_part_that_does_not_hurt_is_taken_away_and_remembered():
    record = heard(("pain_regions", ["knee:both", "neck"], P))

    record = record.unhear_region("knee:right", said(3))

    assert record.findings() == {"pain_regions": ["neck", "knee:left"]}
    assert record.get("pain_regions").history[0].value == ["neck", "knee:both"]
    assert record.get("pain_regions").evidence == (said(3),)


def test_a_part_that_was_never_named_changes_nothing():
    record = heard(("pain_regions", ["neck"], P))

    assert record.unhear_region("knee") == record
    assert Record().unhear_region("knee") == Record()


def test_what_was_given_in_part_is_kept_as_it_was_given():
    inventory = {"answered_sum": 44, "missing": 1}

    record = Record().hear("csi", inventory).hear("duration_months", {"low": 3})

    assert record.get("csi").value == inventory
    assert record.get("duration_months").value == {"low": 3}


def test_own_words_add_up():
    record = heard(("medicines", "paracetamol", P), ("medicines", "ibuprofeno", P))

    assert record.findings() == {"medicines": ["paracetamol", "ibuprofeno"]}


@pytest.mark.parametrize("correction", [False, True])
def test_a_patient_never_clears_a_red_flag(*, correction: bool):
    record = heard((FLAG, "true", P)).hear(FLAG, "false", correction=correction)

    assert record.findings() == {"red_flags": {"RF_CES": "true"}}


def test_a_clinician_clears_a_red_flag_and_new_words_raise_it_again():
    cleared = (
        Record().hear(FLAG, "true", evidence=said(1)).hear(FLAG, "false", source=C)
    )

    again = cleared.hear(FLAG, "true", evidence=said(2))
    repeated = cleared.hear(FLAG, "true", evidence=said(1))

    assert cleared.findings() == {"red_flags": {"RF_CES": "false"}}
    assert again.findings() == {"red_flags": {"RF_CES": "true"}}
    assert repeated == cleared


def test_a_red_flag_raised_again_in_other_words_keeps_both():
    record = Record().hear(FLAG, "true", evidence=said(1))
    record = record.hear(FLAG, "true", evidence=said(2), correction=True)

    assert record.get(FLAG).evidence == (said(1), said(2))
    assert record.get(FLAG).history == ()


def test_a_clinician_takes_back_a_red_flag_of_their_own():
    record = heard((FLAG, "true", C)).hear(FLAG, "false", source=C, correction=True)

    assert record.findings() == {"red_flags": {"RF_CES": "false"}}


def test_a_red_flag_denied_first_is_raised_later():
    record = heard((FLAG, "false", P), (FLAG, "true", P))

    assert record.findings() == {"red_flags": {"RF_CES": "true"}}


@pytest.mark.parametrize("status", ["dont_know", "declined", "not_assessed"])
def test_a_question_left_open_never_hides_an_answer(status: str):
    record = heard(("hx_touch", "true", P)).mark("hx_touch", Status(status))

    assert record.findings() == {"hx_touch": "true"}


def test_an_answer_replaces_a_question_left_open():
    record = Record().mark("hx_touch", Status.DONT_KNOW).hear("hx_touch", "true")

    assert record.findings() == {"hx_touch": "true"}


@pytest.mark.parametrize("name", ["hx_touch", "distribution"])
def test_unknown_is_not_knowing(name: str):
    assert Record().hear(name, "unknown").get(name).status is Status.DONT_KNOW


@pytest.mark.parametrize(
    ("name", "value", "error", "text"),
    [
        ("hx_tuch", "true", UnknownNameError, "Did you mean 'hx_touch'"),
        ("dn4i", "true", UnknownNameError, "dn4i"),
        ("hx_touch", "maybe", BadValueError, "hx_touch"),
        ("pain_regions", "kneee", BadValueError, "Did you mean 'knee'"),
        ("red_flags.RF_CES", "yes", BadValueError, "red_flags.RF_CES"),
    ],
)
def test_what_cannot_be_heard_is_an_error_in_one_line(
    name: str, value: str, error: type[Exception], text: str
):
    with pytest.raises(error, match=text) as caught:
        Record().hear(name, value)

    assert "\n" not in str(caught.value)


def test_only_three_statuses_leave_a_question_open():
    with pytest.raises(BadValueError, match="answered"):
        Record().mark("hx_touch", Status.ANSWERED)


def test_an_answer_is_reopened_only_if_a_patient_gave_it():
    asked = heard(("hx_touch", "true", P), ("hx_cold", "true", C)).mark(
        "hx_heat", Status.DECLINED
    )

    reopened = asked.reopen("hx_touch").reopen("hx_cold").reopen("hx_heat")

    assert reopened.findings() == {"hx_cold": "true"}
    assert reopened.get("hx_touch").status is Status.NOT_ASKED
    assert reopened.get("hx_heat").status is Status.NOT_ASKED
    assert Record().reopen("hx_touch") == Record()


def test_an_error_says_of_which_finding_it_speaks():
    with pytest.raises(OwnerError) as owner:
        Record().hear("exam_heat", "true")
    with pytest.raises(UnknownNameError, match=r"^record: there is no") as unknown:
        Record().hear("exam_heta", "true", source=C)
    with pytest.raises(BadValueError) as bad:
        Record().mark("hx_touch", Status.CONFLICT)

    assert owner.value.name == "exam_heat"
    assert (unknown.value.where, unknown.value.name) == ("record", "exam_heta")
    assert bad.value.where == "hx_touch"
