/**
 * Many points on a map. Each is a link, so that keyboard and screen reader can follow it.
 * All at once, or (data-squares) counted by the server in squares of the screen and asked again
 * whenever the map has moved: a square with several becomes a circle with their number.
 */

const CLOSE = 16;
const DEEPEST = 18;
const WAIT = 150;
const WORLD_PIXELS = 512;
const SQUARE_PIXELS = 64;
// The box is asked in steps of this many squares, so that a small move asks nothing new.
const STEP = 4;

const between = (low, value, high) => Math.min(Math.max(value, low), high);

/** Return the box around what the map shows, on the steps of its zoom. */
function boxOf(map, zoom) {
  const step = (STEP * 360 * SQUARE_PIXELS) / (WORLD_PIXELS * 2 ** zoom);
  const down = (degrees) => Math.floor(degrees / step) * step;
  const up = (degrees) => Math.ceil(degrees / step) * step;
  const bounds = map.getBounds();
  return [
    between(-180, down(bounds.getWest()), 180),
    between(-90, down(bounds.getSouth()), 90),
    between(-180, up(bounds.getEast()), 180),
    between(-90, up(bounds.getNorth()), 90),
  ].map((degrees) => degrees.toFixed(5)).join(",");
}

function circle(total) {
  const element = document.createElement("div");
  element.className = `map-cluster map-cluster-${Math.min(String(total).length, 4)}`;
  const words = document.createElement("span");
  words.textContent = total.toLocaleString(document.documentElement.lang);
  element.append(words);
  return element;
}

function linked(element, { url, title }) {
  const link = document.createElement("a");
  link.href = url;
  link.className = "map-link";
  link.title = title;
  link.setAttribute("aria-label", title);
  link.append(...element.childNodes);
  element.append(link);
  return link;
}

export class Points {
  constructor(frame, { fetchJson, pin }) {
    Object.assign(this, { frame, fetchJson, pin, map: frame.map, markers: [], asked: "" });
  }

  async open() {
    const { source, squares, box } = this.frame.options;
    if (squares === undefined) return this.draw((await this.fetchJson(source)).features, { isFitted: true });
    if (box) {
      const [west, south, east, north] = box.split(",").map(Number);
      this.fit([west, south, east, north], CLOSE);
    }
    this.map.on("moveend", () => this.later());
    return this.look();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), WAIT);
  }

  /** Ask for what the map shows now; whatever goes wrong, the points of before stay. */
  async look() {
    const zoom = Math.floor(this.map.getZoom());
    const asked = new URLSearchParams({ bbox: boxOf(this.map, zoom), zoom }).toString();
    if (asked === this.asked) return;
    this.asked = asked;
    const { source } = this.frame.options;
    const found = await this.fetchJson(`${source}${source.includes("?") ? "&" : "?"}${asked}`).catch(() => null);
    if (asked !== this.asked) return;
    if (found) this.draw(found.features);
    else this.asked = "";
  }

  draw(features, { isFitted = false } = {}) {
    const hadFocus = this.markers.some((marker) => marker.getElement().contains(document.activeElement));
    for (const marker of this.markers) marker.remove();
    this.markers = features.map((feature) => this.mark(feature));
    if (hadFocus) this.map.getCanvas().focus({ preventScroll: true });
    if (!isFitted || !features.length) return;
    const box = new this.frame.gl.LngLatBounds();
    for (const { geometry } of features) box.extend(geometry.coordinates);
    this.map.fitBounds(box, { padding: 48, maxZoom: CLOSE, animate: false });
  }

  mark({ geometry, properties }) {
    const isMany = properties.total > 1;
    const element = isMany ? circle(properties.total) : this.pin(this.frame.options.icons, properties.kind);
    const link = linked(element, properties);
    if (isMany && properties.box) link.addEventListener("click", (event) => this.enlarge(event, properties.box));
    return new this.frame.gl.Marker({ element, anchor: isMany ? "center" : "bottom" }).setLngLat(geometry.coordinates).addTo(this.map);
  }

  /** Go nearer; where that tells nothing more, the link leads to the list. */
  enlarge(event, box) {
    const [west, south, east, north] = box;
    const isOnePlace = east - west < 0.00005 && north - south < 0.00005;
    if (isOnePlace || this.map.getZoom() >= DEEPEST || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.fit(box, DEEPEST);
  }

  fit([west, south, east, north], maxZoom) {
    this.map.fitBounds([[west, south], [east, north]], { padding: 56, maxZoom, animate: false });
  }
}
