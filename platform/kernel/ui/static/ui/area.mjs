/**
 * Draw an area on a map, corner by corner. The text field beside it holds the area as GeoJSON;
 * what is drawn is written there, so that the form works without this module as well.
 */

const EMPTY = { type: "FeatureCollection", features: [] };
const ENOUGH = 3;

class Drawing {
  constructor(frame, box) {
    this.frame = frame;
    this.map = frame.map;
    this.box = box;
    this.field = document.getElementById(box.dataset.area);
    this.status = box.querySelector("[data-area-status]");
    this.kept = this.field.value.trim();
    this.corners = null;
  }

  begin() {
    this.map.getCanvas().style.cursor = "crosshair";
    this.map.on("click", ({ lngLat }) => this.add(lngLat));
    this.map.on("styledata", () => this.furnish());
    this.furnish();
    const tools = this.box.querySelector("[data-area-tools]");
    tools.hidden = false;
    tools.addEventListener("click", ({ target }) => this[target.closest("[data-area-do]")?.dataset.areaDo]?.());
    this.field.addEventListener("change", () => { this.corners = null; this.show(); this.look(); });
    if (!this.kept) this.corners = [];
    this.show();
    this.look();
  }

  /** The style forgets our layers when the theme changes. */
  furnish() {
    if (this.map.getSource("area")) return;
    const colour = getComputedStyle(document.documentElement).getPropertyValue("--brand").trim();
    this.map.addSource("area", { type: "geojson", data: EMPTY });
    this.map.addLayer({ id: "area-fill", type: "fill", source: "area", filter: ["==", "$type", "Polygon"], paint: { "fill-color": colour, "fill-opacity": 0.2 } });
    this.map.addLayer({ id: "area-line", type: "line", source: "area", filter: ["!=", "$type", "Point"], paint: { "line-color": colour, "line-width": 3 } });
    this.map.addLayer({ id: "area-corner", type: "circle", source: "area", filter: ["==", "$type", "Point"], paint: { "circle-radius": 6, "circle-color": colour, "circle-stroke-color": "#fff", "circle-stroke-width": 2 } });
    this.show();
  }

  start() {
    this.corners = [];
    this.write();
  }

  here() {
    this.add(this.map.getCenter());
  }

  add({ lng, lat }) {
    if (this.corners === null) return this.say(this.box.dataset.sayKept);
    this.corners.push([Number(lng.toFixed(7)), Number(lat.toFixed(7))]);
    return this.write();
  }

  undo() {
    if (!this.corners?.length) return;
    this.corners.pop();
    this.write();
  }

  keep() {
    this.corners = this.kept ? null : [];
    this.field.value = this.kept;
    this.show();
    this.look();
  }

  clear() {
    this.corners = [];
    this.field.value = "";
    this.show();
  }

  write() {
    const ring = [...this.corners, this.corners[0]];
    const area = { type: "MultiPolygon", coordinates: [[ring]] };
    this.field.value = this.corners.length >= ENOUGH ? JSON.stringify(area) : "";
    this.show();
  }

  geometry() {
    try {
      return JSON.parse(this.field.value);
    } catch {
      return null;
    }
  }

  show() {
    const features = [];
    const drawn = this.geometry();
    const feature = (geometry) => features.push({ type: "Feature", properties: {}, geometry });
    if (drawn?.coordinates) feature(drawn);
    else if (this.corners?.length > 1) feature({ type: "LineString", coordinates: this.corners });
    for (const corner of this.corners ?? []) feature({ type: "Point", coordinates: corner });
    this.map.getSource("area")?.setData({ type: "FeatureCollection", features });
    const { sayCorners, sayKept, sayStart } = this.box.dataset;
    if (this.corners === null) this.say(sayKept);
    else this.say(this.corners.length ? `${sayCorners}: ${this.corners.length}` : sayStart);
  }

  /** Bring the whole area into sight. */
  look() {
    const found = this.geometry();
    if (!found?.coordinates) return;
    const bounds = new this.frame.gl.LngLatBounds();
    for (const pair of found.coordinates.flat(found.type === "MultiPolygon" ? 2 : 1)) bounds.extend(pair);
    if (!bounds.isEmpty()) this.map.fitBounds(bounds, { padding: 40, animate: false });
  }

  say(words) {
    this.status.textContent = words;
  }
}

/** Let the person draw in this map frame. */
export function letDraw(frame) {
  const box = frame.root.closest("[data-area]");
  if (box) new Drawing(frame, box).begin();
}
