"""The rules: what every demand comes to, tried from data that can be read."""
