"""The few words that a wording may use: if, else, and three harmless filters.

Django's own builtins are left out on purpose: a municipality edits these texts, and `load`,
`include`, `debug`, `lorem` or `center:99999999` are no business of a text message.
"""

from django.template import Library
from django.template.defaultfilters import default, lower, upper
from django.template.defaulttags import do_if

register = Library()
register.tag("if", do_if)
register.filter("default", default)
register.filter("lower", lower)
register.filter("upper", upper)
