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

/** The Protomaps basemap schema, version 4 (docs.protomaps.com/basemaps/layers), in our colours. */
function protomaps(c) {
  const name = document.documentElement.lang === "en" ? ["coalesce", ["get", "name:en"], ["get", "name"], ""] : ["coalesce", ["get", "name:th"], ["get", "name"], ""];
  const layer = (id, type, sourceLayer, rest) => ({ id, type, source: "base", "source-layer": sourceLayer, ...rest });
  const main = ["match", ["get", "kind"], ["highway", "major_road"], true, false];
  const road = (id, isMain, color, small, large) => layer(id, "line", "roads", { filter: ["==", main, isMain], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": color, "line-width": width(small, large) } });
  const words = (id, sourceLayer, rest, color) => layer(id, "symbol", sourceLayer, { ...rest, layout: { "text-field": name, "text-font": [c.font], "text-size": 13, "text-line-height": 1.5, "text-max-width": 9, ...rest.layout }, paint: { "text-color": color, "text-halo-color": c.halo, "text-halo-width": 1.6 } });
  return [
    { id: "land", type: "background", paint: { "background-color": c.land } },
    layer("landuse", "fill", "landuse", { paint: { "fill-color": ["match", ["get", "kind"], ["forest", "park", "grass", "farmland", "wood", "nature_reserve", "meadow", "scrub"], c.green, c.built], "fill-opacity": 0.8 } }),
    layer("water-area", "fill", "water", { filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": c.water } }),
    layer("water-line", "line", "water", { filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": c.water, "line-width": 2 } }),
    layer("building", "fill", "buildings", { minzoom: 14, paint: { "fill-color": c.built } }),
    road("road-edge", false, c.roadEdge, 1.2, 13),
    road("main-edge", true, c.mainEdge, 2.6, 20),
    road("road", false, c.road, 0.6, 10),
    road("main", true, c.main, 1.6, 16),
    words("road-name", "roads", { minzoom: 13, layout: { "symbol-placement": "line" } }, c.soft),
    words("place-name", "places", { layout: { "text-size": 15 } }, c.ink),
  ];
}

/** Text for the corner of the map, which the library would read as HTML. */
function asText(words) {
  const element = document.createElement("span");
  element.textContent = words;
  return element.innerHTML;
}

function layersFor(other, c) {
  if (other?.type === "raster") return [{ id: "picture", type: "raster", source: "base" }];
  if (other?.layers.includes("roads")) return protomaps(c);
  return [...areas(c), ...roads(c), ...labels(c)];
}

/** Return the style: our own vector tiles, or the source that the municipality chose instead. */
export function mapStyle(tilejson, villages, other) {
  const { tiles, minzoom, maxzoom } = tilejson;
  const attribution = asText(tilejson.attribution);
  const { layers: _names, ...chosen } = other ?? { type: "vector", tiles, minzoom, maxzoom };
  const sources = { base: { ...chosen, attribution }, villages: { type: "geojson", data: villages } };
  return { version: 8, sources, layers: layersFor(other, palette()) };
}
