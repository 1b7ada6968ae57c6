"""The REST doors of the house: one way to say no, to page, to retry and to slow down."""
