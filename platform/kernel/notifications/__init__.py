"""The outbox: one row per recipient and channel, written with the change, sent by a job."""
