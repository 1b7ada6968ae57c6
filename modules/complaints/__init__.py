"""The complaint desk: from "the lamp is dark" to "it is lit again", seen by the one who told us.

A report becomes a complaint with a running number and a tracking code; the desk looks at it, a
unit works on it, and every step is an entry that the reporter can read. Phases and moves are the
table in `states`; the verbs are in `services`; nothing else changes a complaint.
"""
