"""What every page for patients needs: its languages, the numbers to call, who reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.server.alerts import can_reach_team
from bot.server.pages import page
from bot.server.texts import (
    LANGS,
    Lang,
    PatientTexts,
    patient_texts,
    preferred_lang,
)
from bot.settings import Settings
from criteria.catalogue import emergency


@dataclass(frozen=True)
class Spoken:
    """A language a page speaks, with its texts."""

    lang: Lang
    t: PatientTexts


BOTH = tuple(Spoken(lang, patient_texts(lang)) for lang in LANGS)


class Frames:
    """Makes the pages for patients."""

    def __init__(
        self, db: Database, settings: Settings, clock: Callable[[], datetime]
    ) -> None:
        self.db, self.settings, self.clock = db, settings, clock

    def page(
        self,
        template: str,
        langs: Sequence[Lang],
        status: int = 200,
        **context: object,
    ) -> HTMLResponse:
        """Return a page that speaks `langs`, its own language first."""
        return page(template, status, **self._frame(langs), **context)

    def page_in_both(
        self, request: Request, template: str, status: int = 200, **context: object
    ) -> HTMLResponse:
        """Return a page in both languages, the browser's first."""
        langs = [preferred_lang(request), *LANGS]
        return self.page(template, langs, status, **context)

    def _frame(self, langs: Sequence[Lang]) -> dict[str, Any]:
        spoken = [Spoken(lang, patient_texts(lang)) for lang in dict.fromkeys(langs)]
        return {
            "lang": spoken[0].lang,
            "t": spoken[0].t,
            "spoken": spoken,
            "both": BOTH,
            "numbers": emergency(self.settings.country),
            "staffed": can_reach_team(self.db, self.settings, self.clock()),
            "clinic_phone": self.settings.clinic_phone,
        }
