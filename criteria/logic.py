"""Three-valued logic (strong Kleene): True, False, and None for not known."""

from collections.abc import Iterable

Truth = bool | None


def negate(truth: Truth) -> Truth:
    """Return the opposite; the opposite of not known is not known.

    >>> negate(True), negate(False), negate(None)
    (False, True, None)
    """
    return None if truth is None else not truth


def every(truths: Iterable[Truth]) -> Truth:
    """Return False if any is false, else None if any is not known, else True.

    >>> every([True, None]), every([None, False]), every([True, True])
    (None, False, True)
    """
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def some(truths: Iterable[Truth]) -> Truth:
    """Return True if any is true, else None if any is not known, else False.

    >>> some([False, None]), some([None, True]), some([False, False])
    (None, True, False)
    """
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def spelled(truth: Truth) -> str:
    """Return the truth as files spell it.

    >>> spelled(None)
    'unknown'
    """
    return "unknown" if truth is None else str(truth).lower()
