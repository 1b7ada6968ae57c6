"""Show a refusal of a service where the person can mend it."""

from django import forms

from kernel.errors import Refused


def show_refusal(form: forms.Form, refused: Refused) -> None:
    """Put the refusal beside the field it is about, else at the top of the form."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, str(refused))
