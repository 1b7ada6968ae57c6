"""Where things are: villages, the municipality's area, and the base map drawn from them.

Coordinate systems: what is stored, exchanged and drawn by hand is EPSG:4326 (longitude,
latitude in degrees, the order of GeoJSON). Areas and distances are computed in EPSG:32647
(UTM zone 47 north, metres), never in degrees and never in EPSG:3857, which is 12 % too
large in area here. Tiles are EPSG:3857, made on the fly.
"""
