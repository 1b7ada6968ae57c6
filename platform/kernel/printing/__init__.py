"""Papers: a template becomes a PDF in Thai, with the municipality's emblem and no network."""
