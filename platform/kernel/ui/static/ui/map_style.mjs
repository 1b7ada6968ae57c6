/** Our own map style, drawn from the design tokens: light and dark, Thai labels, no glyph server. */

/** Read the colours of the page, so that the map follows theme and municipality. */
function palette() {
  const css = getComputedStyle(document.documentElement);
  const token = (name) => css.getPropertyValue(name).trim();
  const isDark = css.colorScheme === "dark";
  return {
    font: token("--font").split(",")[0].replaceAll('"', ""),
    ink: token("--ink"),
    soft: token("--ink-soft"),
    halo: token("--surface"),
    brand: token("--brand"),
    land: isDark ? "#1a211e" : "#f4f4ef",
    green: isDark ? "#1d2c22" : "#dfead6",
    built: isDark ? "#232b28" : "#ebe9e2",
    water: isDark ? "#1d3a4a" : "#bcd9e6",
    waterInk: isDark ? "#8fc0d6" : "#2f6079",
    road: isDark ? "#46524c" : "#ffffff",
    roadEdge: isDark ? "#111614" : "#c9cbc3",
    main: isDark ? "#6b6346" : "#fbe3a4",
    mainEdge: isDark ? "#111614" : "#cfae5c",
  };
}

const MAIN = ["match", ["get", "class"], ["trunk", "primary", "secondary"], true, false];
const width = (small, large) => ["interpolate", ["exponential", 1.5], ["zoom"], 11, small, 18, large];
const NAME = document.documentElement.lang === "en" ? ["coalesce", ["get", "name_en"], ["get", "name_th"], ""] : ["coalesce", ["get", "name_th"], ""];

function areas(c) {
  const greens = ["forest", "park", "farm", "grass"];
  return [
    { id: "land", type: "background", paint: { "background-color": c.land } },
    { id: "landuse", type: "fill", source: "base", "source-layer": "landuse", paint: { "fill-color": ["match", ["get", "class"], greens, c.green, c.built], "fill-opacity": 0.8 } },
    { id: "water-area", type: "fill", source: "base", "source-layer": "water", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": c.water } },
    { id: "water-line", type: "line", source: "base", "source-layer": "water", filter: ["==", ["geometry-type"], "LineString"], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": c.water, "line-width": ["match", ["get", "class"], "river", 5, "canal", 3, 2] } },
    { id: "village-edge", type: "line", source: "base", "source-layer": "village", paint: { "line-color": c.soft, "line-opacity": 0.45, "line-width": 1.2, "line-dasharray": [4, 3] } },
  ];
}

function roads(c) {
  const layout = { "line-cap": "round", "line-join": "round" };
  const line = (id, main, color, small, large) => ({ id, type: "line", source: "base", "source-layer": "road", filter: ["==", MAIN, main], layout, paint: { "line-color": color, "line-width": width(small, large) } });
  return [
    line("road-edge", false, c.roadEdge, 1.2, 13),
    line("main-edge", true, c.mainEdge, 2.6, 20),
    line("road", false, c.road, 0.6, 10),
    line("main", true, c.main, 1.6, 16),
  ];
}

function labels(c) {
  const text = (size, extra) => ({ "text-field": NAME, "text-font": [c.font], "text-size": size, "text-line-height": 1.5, "text-max-width": 9, "text-padding": 4, ...extra });
  const paint = (color) => ({ "text-color": color, "text-halo-color": c.halo, "text-halo-width": 1.6 });
  return [
    { id: "road-name", type: "symbol", source: "base", "source-layer": "road", minzoom: 13, layout: text(13, { "symbol-placement": "line", "text-max-angle": 30 }), paint: paint(c.soft) },
    { id: "water-name", type: "symbol", source: "base", "source-layer": "water", minzoom: 12, filter: ["==", ["geometry-type"], "LineString"], layout: text(13, { "symbol-placement": "line" }), paint: paint(c.waterInk) },
    { id: "place-dot", type: "circle", source: "base", "source-layer": "place", minzoom: 13, filter: ["!=", ["get", "class"], "village"], paint: { "circle-radius": 4, "circle-color": c.brand, "circle-stroke-color": c.halo, "circle-stroke-width": 1.5 } },
    { id: "place-name", type: "symbol", source: "base", "source-layer": "place", minzoom: 13.5, filter: ["!=", ["get", "class"], "village"], layout: text(13, { "text-anchor": "top", "text-offset": [0, 0.5], "text-optional": true }), paint: paint(c.soft) },
    { id: "village-name", type: "symbol", source: "villages", layout: text(15, {}), paint: paint(c.ink) },
  ];
}

/** Return the style: our own vector tiles, or the pictures (XYZ) that the municipality chose. */
export function mapStyle(tilejson, villages) {
  const c = palette();
  const { pictures, tiles, minzoom, maxzoom, attribution } = tilejson;
  const base = pictures
    ? { type: "raster", tiles: [pictures], tileSize: 256, maxzoom: 19, attribution }
    : { type: "vector", tiles, minzoom, maxzoom, attribution };
  const sources = { base, villages: { type: "geojson", data: villages } };
  const layers = pictures
    ? [{ id: "picture", type: "raster", source: "base" }]
    : [...areas(c), ...roads(c), ...labels(c)];
  return { version: 8, sources, layers };
}
