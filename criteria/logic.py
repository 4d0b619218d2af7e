"""Three-valued logic (strong Kleene): True, False, and None for not known."""

from collections.abc import Iterable

Truth = bool | None


def decided(truths: Iterable[Truth], *, by: bool) -> Truth:
    """Return the answer of several truths of which one kind decides alone.

    By False, all must be true; by True, any suffices. Without a decisive one the
    answer is not known if any is not known.

    >>> [decided(truths, by=False) for truths in ([True, None], [None, False], [True])]
    [None, False, True]
    >>> [decided(truths, by=True) for truths in ([False, None], [None, True], [False])]
    [None, True, False]
    """
    result: Truth = not by
    for truth in truths:
        if truth is by:
            return by
        if truth is None:
            result = None
    return result


def spelled(truth: Truth) -> str:
    """Return the truth as files spell it.

    >>> spelled(None)
    'unknown'
    """
    return "unknown" if truth is None else str(truth).lower()
