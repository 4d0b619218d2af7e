"""What a shortened interview has not asked, said in one line of the summary."""

from actions.interview import is_open
from actions.questions import questions
from actions.saying import wording
from actions.talk import Talk


def unasked_line(talk: Talk) -> str:
    """Return the line that names what was not asked, "" if nothing was left out."""
    names = [*dict.fromkeys(_names(talk))] if talk.get("tired") else []
    said = str(wording()["unasked"]["line"][talk.language])
    return said.format(", ".join(names)) if names else ""


def _names(talk: Talk) -> list[str]:
    """Return what each question left out is about, in the order of the questions."""
    untired = Talk({**talk.slots, "tired": None}, talk.message, talk.record)
    about = wording()["unasked"]["about"]
    open_now = (name for name in questions() if is_open(untired, name))
    return [about[name][talk.language] for name in open_now if name in about]
