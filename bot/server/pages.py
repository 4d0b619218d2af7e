"""How a page is made from a template: text is escaped, a missing name is an error."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

WEB = Path(__file__).resolve().parent.parent / "web"

templates = Environment(
    loader=FileSystemLoader(WEB / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, status: int = 200, **context: object) -> HTMLResponse:
    """Return a template filled with a context as an answer."""
    return HTMLResponse(templates.get_template(template).render(context), status)
