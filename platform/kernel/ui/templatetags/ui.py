"""Tags for every template: icons, fields, and times as Thai readers write them."""

from datetime import date, datetime

from django import forms, template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kernel.geo.selectors import MapView, map_view
from kernel.thai import thai_date, thai_short_datetime
from kernel.ui.colour import ColourSample, is_colour, sample
from kernel.ui.fetching import allow_origin
from kernel.ui.links import url_or_empty

register = template.Library()

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checks"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "check"),
    (forms.FileInput, "file"),
)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; with a label it speaks, without it is silent."""
    address = f"{static('ui/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            address,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        address,
    )


@register.simple_tag
def link(name: str, *args: object) -> str:
    """Return the address of a view, or "" where it does not exist: never link to nothing."""
    return url_or_empty(name, *args)


@register.simple_tag(takes_context=True)
def base_map(context: template.Context) -> MapView:
    """Return how the municipality's maps open, and let this page fetch its base map."""
    view = map_view()
    request = context.get("request")
    if request is not None and view.origin:
        allow_origin(request, view.origin)
    return view


@register.simple_tag
def colour_sample(colour: object) -> ColourSample | None:
    """Tell how a colour reads, and what becomes of it in both themes; None for no colour."""
    text = str(colour or "").lower()
    return sample(text) if is_colour(text) else None


@register.filter
def widget_kind(field: forms.BoundField) -> str:
    """Tell which component draws the field: hidden, checks, radios, check, file or plain."""
    for widget, kind in _KINDS:
        if isinstance(field.field.widget, widget):
            return kind
    return "plain"


# Longer titles first: "นางสาว" begins with "นาง".
_TITLES = ("นางสาว", "นาง", "นาย", "ดร.", "ว่าที่ร้อยตรี", "Mrs. ", "Mr. ", "Ms. ")


@register.filter
def initial(name: str) -> str:
    """Return the first letter of a Thai or English name, past a title and a leading vowel."""
    bare = name.strip()
    for title in _TITLES:
        bare = bare.removeprefix(title).strip() or bare
    letters = [c for c in bare if c.isalpha() and c not in "เแโใไ"]
    return letters[0].upper() if letters else "•"


@register.filter
def thai_moment(at: datetime | None) -> str:
    """Show a moment as its reader writes it: Buddhist era in Thai, common era in English."""
    if at is None:
        return ""
    if get_language() == "th":
        return thai_short_datetime(at).replace(" น.", "\u00a0น.")  # the hour keeps its unit
    return date_format(timezone.localtime(at), "j M Y, H:i")


@register.filter
def thai_day(day: date | None) -> str:
    """Show a day as its reader writes it: Buddhist era in Thai, common era in English."""
    if day is None:
        return ""
    if get_language() == "th":
        return thai_date(day)
    return date_format(day, "j F Y")
