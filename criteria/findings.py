"""Everything that can be known about one pain problem and its person.

The fields are the names of the vocabulary; each carries who may set it and what
kind of value it holds, so that no other list of findings is needed.
"""

from functools import partial
from typing import Annotated, Any, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)

from criteria.errors import UnknownNameError, did_you_mean
from criteria.names import (
    CONDITIONS,
    DESCRIPTORS,
    RED_FLAGS,
    REGIONS,
    SIDED_REGIONS,
    SIDES,
    TOPICS,
    WPI_AREAS,
)
from criteria.values import (
    BodySystem,
    Csi,
    Distribution,
    Kind,
    MonthRange,
    Months,
    Owner,
    Precision,
    Rating,
    Respondent,
    Scope,
    Source,
    Sss,
    Status,
    Strict,
    Tri,
    refusal,
)

__all__ = [
    "CONDITIONS",
    "DESCRIPTORS",
    "ORDER",
    "RED_FLAGS",
    "REGIONS",
    "SIDED_REGIONS",
    "SIDES",
    "TOPICS",
    "WPI_AREAS",
    "BodySystem",
    "Csi",
    "Distribution",
    "Fact",
    "Findings",
    "Kind",
    "MonthRange",
    "Owner",
    "Person",
    "Precision",
    "Problem",
    "Respondent",
    "Scope",
    "Source",
    "Sss",
    "Status",
    "Tri",
    "fact",
    "known",
    "leaves",
]


class Fact(NamedTuple):
    """What is true of a finding whatever its value."""

    scope: Scope
    owner: Owner
    kind: Kind


class _About(NamedTuple):
    owner: Owner
    kind: Kind


def _one_of(names: tuple[str, ...], what: str, value: object) -> object:
    if value in names:
        return value
    hint = did_you_mean(value, names) if isinstance(value, str) else ""
    problem = f"{value!r} is not a {what}.{hint}"
    raise refusal(problem)


def _listed(names: tuple[str, ...], what: str) -> BeforeValidator:
    return BeforeValidator(partial(_one_of, names, what))


def _spelled(names: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(names)}


def _map_of(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the JSON Schema of a truth value by each of some names."""
    tri = {"type": "string", "enum": [one.value for one in Tri]}
    return {
        "type": "object",
        "properties": dict.fromkeys(names, tri),
        "additionalProperties": False,
    }


def _codes_to_map(value: object) -> object:
    return dict.fromkeys(value, Tri.TRUE) if isinstance(value, list) else value


def _to_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _duration_form(value: object) -> str:
    return "range" if isinstance(value, dict | MonthRange) else "number"


Duration = Annotated[
    Annotated[Months | None, Tag("number")] | Annotated[MonthRange, Tag("range")],
    Discriminator(_duration_form),
]
Region = Annotated[
    str, _listed(SIDED_REGIONS, "region"), WithJsonSchema(_spelled(SIDED_REGIONS))
]
WpiArea = Annotated[
    str, _listed(WPI_AREAS, "WPI area"), WithJsonSchema(_spelled(WPI_AREAS))
]
Words = Annotated[
    tuple[str, ...],
    BeforeValidator(_to_list),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
ConditionMap = Annotated[
    dict[Annotated[str, _listed(CONDITIONS, "condition")], Tri],
    WithJsonSchema(_map_of(CONDITIONS)),
]
DescriptorMap = Annotated[
    dict[Annotated[str, _listed(DESCRIPTORS, "descriptor")], Tri],
    WithJsonSchema(_map_of(DESCRIPTORS)),
]
RedFlagMap = Annotated[
    dict[Annotated[str, _listed(RED_FLAGS, "red flag")], Tri],
    BeforeValidator(_codes_to_map),
    WithJsonSchema(
        {
            "anyOf": [
                _map_of(RED_FLAGS),
                {"type": "array", "items": _spelled(RED_FLAGS)},
            ]
        }
    ),
]

_FROM_PATIENT = _About(Owner.PATIENT, Kind.TRI)
_FROM_HINT = _About(Owner.HINT, Kind.TRI)
_FROM_CLINICIAN = _About(Owner.CLINICIAN, Kind.TRI)
_CHOICE = _About(Owner.PATIENT, Kind.CHOICE)
_HINTED_CHOICE = _About(Owner.HINT, Kind.CHOICE)
_NUMBER = _About(Owner.PATIENT, Kind.NUMBER)
_LIST = _About(Owner.PATIENT, Kind.LIST)
_WORDS = _About(Owner.PATIENT, Kind.WORDS)

PatientTri = Annotated[Tri, _FROM_PATIENT]
HintTri = Annotated[Tri, _FROM_HINT]
ClinicianTri = Annotated[Tri, _FROM_CLINICIAN]
OwnWords = Annotated[Words, _WORDS]
Pain0To10 = Annotated[Rating | None, _NUMBER]


class Problem(Strict):
    """The findings of one pain problem; what was not said stays unknown."""

    body_system: Annotated[BodySystem, _HINTED_CHOICE] = BodySystem.UNKNOWN
    duration_months: Annotated[Duration, _About(Owner.PATIENT, Kind.DURATION)] = None
    duration_precision: Annotated[Precision, _CHOICE] = Precision.UNKNOWN
    distribution: Annotated[Distribution, _HINTED_CHOICE] = Distribution.UNKNOWN
    pain_regions: Annotated[tuple[Region, ...], _LIST] = ()
    region_severity: Annotated[dict[Region, Rating], _NUMBER] = Field(
        default_factory=dict
    )
    diffuse_nonsegmental: HintTri = Tri.UNKNOWN

    nociceptive_present: HintTri = Tri.UNKNOWN
    nociceptive_main: ClinicianTri = Tri.UNKNOWN
    nociceptive_entirely: ClinicianTri = Tri.UNKNOWN
    neuropathic_present: ClinicianTri = Tri.UNKNOWN
    neuropathic_main: ClinicianTri = Tri.UNKNOWN
    neuropathic_entirely: ClinicianTri = Tri.UNKNOWN
    disproportionate: ClinicianTri = Tri.UNKNOWN

    hx_touch: PatientTri = Tri.UNKNOWN
    hx_pressure: PatientTri = Tri.UNKNOWN
    hx_movement: PatientTri = Tri.UNKNOWN
    hx_heat: PatientTri = Tri.UNKNOWN
    hx_cold: PatientTri = Tri.UNKNOWN
    hx_aftersensation: PatientTri = Tri.UNKNOWN

    exam_static_mech: ClinicianTri = Tri.UNKNOWN
    exam_dynamic_mech: ClinicianTri = Tri.UNKNOWN
    exam_heat: ClinicianTri = Tri.UNKNOWN
    exam_cold: ClinicianTri = Tri.UNKNOWN
    exam_aftersensation: ClinicianTri = Tri.UNKNOWN
    exam_hypo_touch: ClinicianTri = Tri.UNKNOWN
    exam_hypo_prick: ClinicianTri = Tri.UNKNOWN
    exam_brush: ClinicianTri = Tri.UNKNOWN

    nrs_now: Pain0To10 = None
    nrs_average: Pain0To10 = None
    nrs_worst: Pain0To10 = None
    interference: Annotated[Rating | Words | None, _WORDS] = None
    onset_event: OwnWords = ()
    told_cause: OwnWords = ()
    surgery: OwnWords = ()


class Person(Strict):
    """The findings of the person, whatever hurts."""

    com_sound: PatientTri = Tri.UNKNOWN
    com_light: PatientTri = Tri.UNKNOWN
    com_odour: PatientTri = Tri.UNKNOWN
    com_sleep: PatientTri = Tri.UNKNOWN
    com_fatigue: PatientTri = Tri.UNKNOWN
    com_cognition: PatientTri = Tri.UNKNOWN

    dn4i: Annotated[DescriptorMap, _FROM_PATIENT] = Field(default_factory=dict)
    csi: Annotated[Csi | None, _About(Owner.PATIENT, Kind.SCORE)] = None
    sss: Annotated[Sss, _About(Owner.PATIENT, Kind.SCORE)] = Sss()
    wpi_areas: Annotated[tuple[WpiArea, ...] | None, _LIST] = None
    conditions: Annotated[ConditionMap, _FROM_PATIENT] = Field(default_factory=dict)
    red_flags: Annotated[RedFlagMap, _FROM_PATIENT] = Field(default_factory=dict)

    age_years: Annotated[
        Annotated[int, Field(strict=True, ge=0, le=130)] | None, _NUMBER
    ] = None
    sex: Annotated[str | None, _CHOICE] = None
    pregnant: PatientTri = Tri.UNKNOWN
    respondent: Annotated[Respondent, _CHOICE] = Respondent.UNKNOWN
    medicines: OwnWords = ()
    tried: OwnWords = ()
    allergies: OwnWords = ()
    anaesthesia: OwnWords = ()
    mood: OwnWords = ()
    goals: OwnWords = ()
    questions: OwnWords = ()


_MAPS = {
    "region_severity": SIDED_REGIONS,
    "dn4i": DESCRIPTORS,
    "sss": tuple(Sss.model_fields),
    "conditions": CONDITIONS,
    "red_flags": RED_FLAGS,
}


def _fact(model: type[BaseModel], name: str, scope: Scope) -> Fact:
    about = next(m for m in model.model_fields[name].metadata if isinstance(m, _About))
    return Fact(scope, about.owner, about.kind)


_FIELDS = {
    name: _fact(model, name, scope)
    for model, scope in ((Problem, Scope.PROBLEM), (Person, Scope.PERSON))
    for name in model.model_fields
}
_LEAVES = {
    leaf: fact_
    for name, fact_ in _FIELDS.items()
    for leaf in ([f"{name}.{key}" for key in _MAPS[name]] if name in _MAPS else [name])
}
ORDER = {leaf: place for place, leaf in enumerate(_LEAVES)}


def known(name: str) -> bool:
    """Return whether the vocabulary has a finding of this name.

    Args:
        name: A field (``hx_touch``, ``red_flags``) or an entry of a map, dotted
            (``conditions.migraine``, ``region_severity.knee:left``).

    >>> known("red_flags.RF_CES"), known("hx_tickle")
    (True, False)
    """
    return name in _LEAVES or name in _FIELDS


def leaves() -> tuple[str, ...]:
    """Return every name that holds one value, in the order of the vocabulary."""
    return tuple(_LEAVES)


def fact(name: str) -> Fact:
    """Return the scope, owner and kind of a finding.

    Raises:
        UnknownNameError: The vocabulary has no such finding.

    >>> fact("exam_heat").owner.value
    'clinician'
    """
    found = _LEAVES.get(name) or _FIELDS.get(name)
    if found is None:
        place = "finding"
        raise UnknownNameError(place, name, _LEAVES)
    return found


def _known_name(value: object) -> object:
    if isinstance(value, str) and known(value):
        return value
    hint = did_you_mean(value, _LEAVES) if isinstance(value, str) else ""
    problem = f"{value!r} is not a finding.{hint}"
    raise refusal(problem)


class Findings(Problem, Person):
    """One flat object: one pain problem with its person.

    Attributes:
        conflicts: Names whose answers contradict; each is evaluated as unknown.
    """

    conflicts: tuple[Annotated[str, BeforeValidator(_known_name)], ...] = ()
