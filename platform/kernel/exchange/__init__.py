"""The one way from one municipality to another: a letter of listed fields, noted on both sides."""
