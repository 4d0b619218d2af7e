"""Reads findings from plain JSON values; what is wrong comes back as one line."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, JsonValue, ValidationError
from pydantic_core import ErrorDetails

from criteria.errors import (
    BadValueError,
    CriteriaError,
    UnknownNameError,
    did_you_mean,
)
from criteria.findings import SIDED_REGIONS, WPI_AREAS, Findings
from criteria.values import Csi, MonthRange, Sss, Tri, refusal

_INNER: dict[str, type[BaseModel]] = {
    "duration_months": MonthRange,
    "csi": Csi,
    "sss": Sss,
}


_LISTS = {"pain_regions": SIDED_REGIONS, "wpi_areas": WPI_AREAS}


def parse(obj: object, *, where: str = "") -> Findings:
    """Read one flat object of findings.

    Args:
        obj: The object as JSON gives it.
        where: What to call the object in an error, such as ``problems.0``.

    Raises:
        UnknownNameError: A name is not in the vocabulary.
        BadValueError: A value is not one that its name can have.

    >>> parse({"hx_tuch": "true"})
    Traceback (most recent call last):
    criteria.errors.UnknownNameError: findings: there is no 'hx_tuch'. Did you mean \
'hx_touch'?
    """
    try:
        return Findings.model_validate(obj)
    except ValidationError as error:
        raise _one_line(error, obj, where) from None


def canonical(name: str, value: object) -> JsonValue:
    """Return a value of one finding in the one form that files and records share.

    Args:
        name: The finding, dotted for an entry of a map.
        value: As JSON gives it.

    Raises:
        BadValueError: The finding cannot have the value.

    >>> canonical("pain_regions", ["knee", "hip", "knee"])
    ['hip', 'knee']
    >>> canonical("duration_months", 18.0)
    18
    """
    base, _, key = name.partition(".")
    one_of_many = base in _LISTS and isinstance(value, str)
    found = parse({base: {key: value} if key else [value] if one_of_many else value})
    plain = found.model_dump(mode="json", exclude_unset=True)[base]
    result: JsonValue = plain[key] if key else plain
    if isinstance(result, list) and base in _LISTS:
        return [one for one in _LISTS[base] if one in result]
    return _whole(result)


def check_sayable(name: str, values: Iterable[str]) -> None:
    """Refuse, inside a validator, what a finding of the vocabulary can never hold."""
    for value in values:
        try:
            canonical(name, value)
        except BadValueError as error:
            raise refusal(str(error)) from None


def check_most(name: str, most: int) -> None:
    """Refuse, inside a validator, a weight that a finding of numbers cannot have.

    A truth value may count any weight; a number counts itself, so its weight is the
    highest number that can be answered.
    """
    if _can_hold(name, Tri.TRUE.value):
        return
    if not _can_hold(name, most) or _can_hold(name, most + 1):
        problem = f"{most} is not the most that '{name}' can add"
        raise refusal(problem)


def check_size(name: str, most: int) -> None:
    """Refuse, inside a validator, a length that a list of areas cannot have."""
    if name not in _LISTS:
        problem = f"'{name}' is not a list of areas; {_listed(_LISTS)} are"
        raise refusal(problem)
    if most != len(_LISTS[name]):
        problem = f"'most' is {most}, but '{name}' has {len(_LISTS[name])} areas"
        raise refusal(problem)


def _can_hold(name: str, value: JsonValue) -> bool:
    try:
        canonical(name, value)
    except BadValueError:
        return False
    return True


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f"'{name}'" for name in names)


def _whole(value: JsonValue) -> JsonValue:
    """Spell a whole number without its empty fraction, also within a range."""
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _one_line(error: ValidationError, obj: object, where: str) -> CriteriaError:
    first = error.errors(include_url=False)[0]
    path = [str(step) for step in _steps_present(first["loc"], obj)]
    if first["type"] == "extra_forbidden":
        return _unknown_name(path, where)
    place = ".".join(filter(None, [where, *path])) or "findings"
    return BadValueError(place, _problem(first))


def _steps_present(loc: Sequence[int | str], obj: object) -> list[int | str]:
    """Keep the steps that lead into the input; pydantic adds steps of its own."""
    steps: list[int | str] = []
    for step in loc:
        if _leads_on(obj, step):
            obj = obj[step]  # type: ignore[index]
            steps.append(step)
    return steps


def _leads_on(obj: object, step: int | str) -> bool:
    if isinstance(obj, Mapping):
        return step in obj
    return isinstance(obj, list) and isinstance(step, int)


def _unknown_name(path: list[str], where: str) -> UnknownNameError:
    *outer, name = path
    inner = _INNER.get(outer[0]) if outer else None
    names = tuple((inner or Findings).model_fields)
    place = ".".join(filter(None, [where, *outer])) or "findings"
    return UnknownNameError(place, name, names)


def _problem(error: ErrorDetails) -> str:
    message = error["msg"][0].lower() + error["msg"][1:]
    if error["type"] == "refused":
        return message
    given = error["input"]
    hint = ""
    if error["type"] == "enum" and isinstance(given, str):
        hint = did_you_mean(given, error["ctx"]["expected"].split("'")[1::2])
    return f"{message}, not {_shown(given)}.{hint}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
