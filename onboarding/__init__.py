"""From a bundle of configuration to a working town hall."""
