"""Takes out of a patient's words what says who they are, as far as a program can.

It knows the name and the date of birth that the patient gave, and the shapes of
e-mail addresses, phone numbers and dates of birth. It cannot find other people's names,
places or employers: a person must read what it leaves.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from unicodedata import normalize

from actions.read_back import wording

LONGEST_NAME = 6
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
DIGITS = re.compile(r"\+?\d(?:[ .\-()/]{0,2}\d){4,}")
YEAR_FIRST = re.compile(r"(19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}")
DATE = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})"
    r"|\d{1,2}(st|nd|rd|th)?( de| of)? [^\W\d]{3,10}( del?|,)? (19|20)\d{2}"
    r"|[^\W\d]{3,10} \d{1,2}(st|nd|rd|th)?,? (19|20)\d{2}",
    re.IGNORECASE,
)
BORN = re.compile(r"\b(nac\w+|born|birth\w*|dob)\b[^.?!\d]{0,30}", re.IGNORECASE)
PLAIN_WORDS = {
    *("soy", "llamo", "nombre", "los", "las", "del", "que", "ella", "quiero", "decir"),
    *("señor", "señora", "and", "the", "name", "not", "want", "say", "call", "called"),
}
ACCENTS = {
    "a": "aáàâä",
    "e": "eéèêë",
    "i": "iíìîï",
    "o": "oóòôö",
    "u": "uúùûü",
    "n": "nñ",
}
SAID = {
    "es": {"name": "Nombre Apellido", "mail": "[correo]", "number": "[número]"},
    "en": {"name": "Name Surname", "mail": "[e-mail]", "number": "[number]"},
}


@dataclass(frozen=True)
class Disguise:
    """What a session's patient said of who they are, and how to hide it.

    `today` is the day of the session: a date of birth becomes one of the same age.
    """

    name: str | None
    born: date | None
    today: date

    def of(self, text: str, lang: str | None) -> str:
        """Return a text with placeholders in the session's language.

        >>> maria = Disguise("María Luz", date(1960, 5, 8), date(2026, 11, 22))
        >>> maria.of("Soy María, nací el 8/5/1960, cel 222 123 4567", "es")
        'Soy Nombre Apellido, nací el 22 de noviembre de 1960, cel [número]'
        """
        said = SAID[lang or "es"]
        text = MAIL.sub(said["mail"], text)
        text = self._without_birth_date(text, lang or "es")
        text = self._names.sub(said["name"], text) if self._names else text
        return self._without_numbers(text, said["number"], lang or "es")

    def of_value(self, value: Any, lang: str | None) -> Any:
        """Return a finding's value with every text in it disguised."""
        if isinstance(value, str):
            return self.of(value, lang)
        if isinstance(value, dict):
            return {key: self.of_value(each, lang) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.of_value(each, lang) for each in value]
        return value

    def birth_date(self, lang: str | None) -> str:
        """Return, in words, a date of birth that gives the patient's age today."""
        born, lang = self.born or self.today, lang or "es"
        had_birthday = (self.today.month, self.today.day) >= (born.month, born.day)
        months = wording()["months"][lang]
        return str(
            wording()["date"][lang].format(
                day=min(self.today.day, 28),
                month=months[self.today.month - 1],
                year=born.year + (not had_birthday),
            )
        )

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """Match the name's words, one after another, wherever they stand."""
        words = re.findall(r"[^\W\d_]{3,}", self.name or "")[:LONGEST_NAME]
        telling = [_in_any_accent(w) for w in words if w.lower() not in PLAIN_WORDS]
        if not telling:
            return None
        one = rf"\b({'|'.join(telling)})\b"
        return re.compile(rf"{one}(\W+(de\W+|la\W+)*{one})*", re.IGNORECASE)

    def _without_birth_date(self, text: str, lang: str) -> str:
        hidden = self.birth_date(lang)
        for pattern in (YEAR_FIRST, DATE):
            text = pattern.sub(
                lambda found: hidden if self._is_birth_date(found) else found[0], text
            )
        return text

    def _is_birth_date(self, found: re.Match[str]) -> bool:
        before = BORN.search(found.string[max(0, found.start() - 40) : found.start()])
        return before is not None or (
            self.born is not None and str(self.born.year) in found[0]
        )

    def _without_numbers(self, text: str, placeholder: str, lang: str) -> str:
        """Hide long runs of digits; a date that is no date of birth stays."""
        kept = [match.span() for match in DATE.finditer(text)]
        kept += [match.span() for match in YEAR_FIRST.finditer(text)]
        return DIGITS.sub(
            lambda found: found[0] if _is_within(found.span(), kept) else placeholder,
            text,
        )


def _in_any_accent(word: str) -> str:
    """Return a pattern of a word, with its accents or without."""
    plain = normalize("NFKD", word.lower())
    letters = (letter for letter in plain if letter.isalpha())
    return "".join(f"[{ACCENTS.get(letter, letter)}]" for letter in letters)


def _is_within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
