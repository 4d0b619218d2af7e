"""What a request says: the fields of its form, and the address it comes from."""

from starlette.datastructures import FormData
from starlette.requests import Request


def field(form: FormData, name: str) -> str | None:
    """Return a text field of a form, None where there is none of that name."""
    value = form.get(name)
    return value if isinstance(value, str) else None


def address_of(request: Request) -> str:
    """Return the network address a request comes from."""
    return request.client.host if request.client else "unknown"
