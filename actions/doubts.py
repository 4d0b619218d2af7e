"""A message that may tell of a warning sign: the person is asked, once for each list.

What is plain raises an alarm (bot/nlu/listener.py); what is in doubt asks again the
part of the safety screen that holds the sign.
"""

from actions.questions import questions
from actions.talk import Talk

LISTS = ("safety", "safety_body", "safety_personal")
CRISIS = "crisis_check"
OF_DYING = frozenset({"RF_SUICIDE_IMMINENT", "RF_SUICIDE_IDEATION"})


def ask_about_doubts(talk: Talk) -> None:
    """Ask anew about the first warning sign that the message may mean."""
    asked = talk.get("doubted") or []
    name = next((one for one in _lists(talk) if one not in asked), None)
    if name is None:
        return
    talk.put("doubted", [*asked, name])
    if name == CRISIS and talk.get(CRISIS) is None:
        talk.put("dying_spoken_of", value=True)
    else:
        talk.reopen(name)
        talk.put("asking", "doubt")


def _lists(talk: Talk) -> list[str]:
    """Return the question about each sign in doubt, but those open or never asked."""
    names = [CRISIS if code in OF_DYING else _list_of(code) for code in _open(talk)]
    return [one for one in names if one != talk.requested and _can_be_asked(talk, one)]


def _can_be_asked(talk: Talk, name: str) -> bool:
    """Tell whether a list was asked already: one that was not is still to come."""
    return name == CRISIS or talk.get(name) is not None


def _open(talk: Talk) -> list[str]:
    """Return the codes in doubt that nothing has raised."""
    record = talk.record
    codes = talk.message.doubts
    return [c for c in codes if record.get(f"red_flags.{c}").value != "true"]


def _list_of(code: str) -> str:
    asks = f"red_flags.{code}"
    return next(name for name in LISTS if asks in questions()[name].asks_about)
