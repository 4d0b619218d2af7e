"""What a person does in a browser, and what is looked at there."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from bot.server.texts import patient_texts
from tests.pages.conftest import NURSE, PASSWORD, PHONE

SEVERE = {"serious", "critical"}


def start(page: Page, lang: str = "es") -> None:
    """Start a conversation; with JavaScript, wait until the script has taken over."""
    page.get_by_role("button", name=patient_texts(lang).start).click()
    wanted = "#text:not([required])" if page.has_script else "#text"
    expect(page.locator(wanted)).to_be_visible()


def tap(page: Page, place: int) -> None:
    """Tap a quick answer by its place and wait until it is answered."""
    before = page.locator(".turn.bot").count()
    page.locator("#choices .choice").nth(place).click()
    expect(page.locator(".turn.bot")).to_have_count(before + 1)


def say(page: Page, text: str, lang: str = "es") -> None:
    before = page.locator(".turn.bot").count()
    page.locator("#text").fill(text)
    page.get_by_role("button", name=patient_texts(lang).send).click()
    expect(page.locator(".turn.bot")).to_have_count(before + 1)


def assert_fits(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


def right_edge(one: Locator) -> float:
    box = one.bounding_box()
    return box["x"] + box["width"]


def severe_violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']}"
        for one in found
        if one["impact"] in SEVERE
        for node in one["nodes"]
    ]


def signs_in(page: Page) -> None:
    """Sign a nurse in on the page of the login, in Spanish."""
    page.get_by_label("Nombre").fill(NURSE)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    page.get_by_role("link", name="Entrevistas").wait_for()
