"""A person with several pain problems: one record each, and one for the person."""

from typing import Any, Self

from pydantic import Field

from criteria.errors import BadValueError
from criteria.findings import Scope, fact
from criteria.record import Record
from criteria.values import Strict


class Problem(Strict):
    """One pain problem.

    Attributes:
        label: What the person calls it.
        record: The findings of this problem alone.
    """

    label: str = Field(min_length=1)
    record: Record = Record()


class Patient(Strict):
    """What is known of a person, each pain problem in its own scope.

    >>> patient = Patient().with_problem("espalda").with_problem("migraña")
    >>> patient = patient.hear("distribution", "regional", problem=0)
    >>> patient = patient.hear("com_sleep", "true", problem=1)
    >>> patient.findings()["problems"][0], patient.findings()["com_sleep"]
    ({'label': 'espalda', 'distribution': 'regional'}, 'true')
    """

    person: Record = Record()
    problems: tuple[Problem, ...] = ()

    def with_problem(self, label: str) -> Self:
        """Return the patient with one more pain problem.

        Args:
            label: What the person calls it; another problem's label is refused.

        Raises:
            BadValueError: A problem has this label already.
        """
        if any(problem.label == label for problem in self.problems):
            raise BadValueError(label, "there is a problem of this label already")
        return self._with_problems((*self.problems, Problem(label=label)))

    def hear(self, name: str, value: object, *, problem: int, **how: Any) -> Self:
        """Return the patient after somebody said a value while on one problem.

        A finding of the person goes to the person, whatever problem was spoken of.

        Args:
            name: A finding, dotted for an entry of a map.
            value: As in a file of findings.
            problem: The place of the problem, from 0.
            how: Evidence, source and correction, as `Record.hear` takes them.

        Raises:
            CriteriaError: As `Record.hear`; or there is no such problem.
        """
        if fact(name).scope is Scope.PERSON:
            person = self.person.hear(name, value, **how)
            return self.model_copy(update={"person": person})
        if not 0 <= problem < len(self.problems):
            raise BadValueError(name, f"there is no problem {problem}")
        old = self.problems[problem]
        record = old.record.hear(name, value, **how)
        new = old.model_copy(update={"record": record})
        before, after = self.problems[:problem], self.problems[problem + 1 :]
        return self._with_problems((*before, new, *after))

    def record(self, problem: int) -> Record:
        """Return one problem with its person as a single record, to be explained."""
        held = {**self.problems[problem].record.held, **self.person.held}
        return Record(held=held)

    def findings(self) -> dict[str, Any]:
        """Return what is answered as an object of several problems for `classify`."""
        problems = [{"label": p.label, **p.record.findings()} for p in self.problems]
        return {"problems": problems, **self.person.findings()}

    def _with_problems(self, problems: tuple[Problem, ...]) -> Self:
        return self.model_copy(update={"problems": problems})
