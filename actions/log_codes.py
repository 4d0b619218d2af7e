"""Short codes a person reads, says and types: to go on later, or from an appointment.

Part of the session log. Letters that are taken for a digit (O, I, L, B, S, Z) are not
used and are read as that digit. Eight signs of 29 are 38 bits: whoever offers a place
to type one must brake guessing.
"""

import re
import secrets

from sqlite_utils import Database

SIGNS = "0123456789ACDEFGHJKMNPQRTVWXY"
LOOK_ALIKES = str.maketrans("OILBSZ", "011852")
GROUP, LENGTH = 4, 8
ENDED = ("done", "refused", "stopped", "closed")

ADD_CODE = "INSERT INTO resume_codes (code, session_id) VALUES (?, ?)"
CODE_OF = "SELECT code FROM resume_codes WHERE session_id = ?"
SESSION_OF = "SELECT session_id FROM resume_codes WHERE code = ?"
STATE_OF = """
    SELECT state FROM turns
    WHERE session_id = ? AND author = 'bot' AND state != 'failed'
    ORDER BY seq DESC LIMIT 1
"""


def resume_code(db: Database, session_id: str) -> str:
    """Return the code that opens a session elsewhere, made when first asked for."""
    row = db.execute(CODE_OF, [session_id]).fetchone()
    if row is None:
        made = new_code()
        db.execute(ADD_CODE, [fold_code(made), session_id])
        return made
    return grouped(row[0])


def session_of_code(db: Database, code: str) -> str | None:
    """Return the session a code opens; None for a wrong one or an ended session."""
    row = db.execute(SESSION_OF, [fold_code(code)]).fetchone()
    if row is None:
        return None
    session_id = str(row[0])
    state = db.execute(STATE_OF, [session_id]).fetchone()
    return None if state and state[0] in ENDED else session_id


def new_code() -> str:
    """Return a new random code, as AAAA-AAAA."""
    return grouped("".join(secrets.choice(SIGNS) for _ in range(LENGTH)))


def fold_code(typed: str) -> str:
    """Return a typed code without differences of case, spacing and look-alikes.

    >>> fold_code(" k7mo-4qil "), fold_code("K7M0 4Q11")
    ('K7M04Q11', 'K7M04Q11')
    """
    return re.sub(r"[\W_]", "", typed).upper().translate(LOOK_ALIKES)


def grouped(code: str) -> str:
    """Return a folded code as it is shown, AAAA-AAAA."""
    return f"{code[:GROUP]}-{code[GROUP:]}"
