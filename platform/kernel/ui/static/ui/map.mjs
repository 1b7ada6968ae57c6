/**
 * Maps on a page: pick a place, show a place, show many, draw an area.
 * The library (1.1 MB) is fetched when a map comes near the screen.
 */

const NO_VILLAGES = { type: "FeatureCollection", features: [] };
const CLOSE = 16;

async function fetchJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

const archives = new Map();

/** Open a PMTiles file once: its tiles come by range requests to that one address. */
function openArchive(gl, address, library) {
  if (!archives.has(address)) archives.set(address, readArchive(gl, address, library));
  return archives.get(address);
}

async function readArchive(gl, address, library) {
  const { PMTiles, Protocol, TileType } = await import(library);
  const protocol = new Protocol();
  const archive = new PMTiles(address);
  protocol.add(archive);
  gl.addProtocol("pmtiles", protocol.tile);
  const { tileType, minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = await archive.getHeader();
  const isVector = tileType === TileType.Mvt;
  const source = { type: isVector ? "vector" : "raster", tiles: [`pmtiles://${address}/{z}/{x}/{y}`], minzoom: minZoom, maxzoom: maxZoom, bounds: [minLon, minLat, maxLon, maxLat] };
  if (!isVector) return { ...source, tileSize: 256 };
  const { vector_layers: described = [] } = await archive.getMetadata();
  const layers = described.map(({ id }) => id);
  if (!layers.includes("roads") && !layers.includes("road")) throw new Error(`${address}: no layers that we can draw`);
  return { ...source, layers };
}

/** Put on the library's own style sheet, which comes only when a map is near; ours follows it. */
function wear(address) {
  if (document.querySelector(`link[href="${address}"]`)) return null;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = address;
  const worn = new Promise((done) => { sheet.onload = done; sheet.onerror = done; });
  document.head.prepend(sheet);
  return worn;
}

/** Draw a drop-shaped pin from the icon sprite. */
function pin(icons, kind) {
  const element = document.createElement("div");
  element.className = `map-pin${kind ? ` map-pin-${kind}` : ""}`;
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#map-pin`);
  picture.append(use);
  element.append(picture);
  return element;
}

class MapFrame {
  constructor(root) {
    this.root = root;
    this.options = root.dataset;
    this.status = root.parentElement.querySelector("[data-map-status]");
  }

  async open() {
    const { library, worker, styleModule, base, pictures, archive, archiveLibrary } = this.options;
    const [gl, style, tilejson] = await Promise.all([import(library), import(styleModule), fetchJson(base), wear(this.options.libraryStyle)]);
    this.gl = gl;
    this.style = style;
    this.tilejson = tilejson;
    this.other = pictures && { type: "raster", tiles: [pictures], tileSize: 256, maxzoom: 19 };
    if (archive) this.other = await openArchive(gl, archive, archiveLibrary).catch((error) => this.doWithout(error));
    this.villages = await fetchJson(new URL("villages.geojson", new URL(base, location.href))).catch(() => NO_VILLAGES);
    gl.setWorkerUrl(worker);
    await document.fonts.load('400 16px "Plex Looped"', "กำ A");
    const [longitude, latitude, zoom] = tilejson.center;
    const start = this.startingPlace();
    this.map = new gl.Map({
      container: this.root.querySelector(".map-canvas"),
      style: this.drawn(),
      center: start ?? [longitude, latitude],
      zoom: Number(this.options.zoom) || (start ? CLOSE : zoom),
      attributionControl: { compact: false },
      cooperativeGestures: this.options.map !== "pick",
      dragRotate: false,
      pitchWithRotate: false,
      locale: this.words(),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new gl.NavigationControl({ showCompass: false }), "top-right");
    await this.map.once("load");
    this.root.classList.add("is-live");
    this.furnish(start);
    this.followTheme();
    this.root.dataset.ready = "true";
  }

  drawn() {
    return this.style.mapStyle(this.tilejson, this.villages, this.other);
  }

  /** Draw our own map when the chosen file cannot be read, and do not credit somebody else with it. */
  doWithout(error) {
    console.warn(error);
    this.tilejson.attribution = "";
    return null;
  }

  startingPlace() {
    const { lat, lon, latField, lonField } = this.options;
    const value = (id) => document.getElementById(id)?.value;
    const place = [Number(lon ?? value(lonField)), Number(lat ?? value(latField))];
    return place.every((n) => Number.isFinite(n) && n !== 0) ? place : null;
  }

  furnish(start) {
    if (this.options.map === "pick") this.letPick();
    if (this.options.map === "show" && start) this.mark(start);
    if (this.options.map === "many") this.showMany();
    if (this.options.map === "area") import(this.options.areaModule).then(({ letDraw }) => letDraw(this));
  }

  mark(place, kind = "") {
    const element = pin(this.options.icons, kind);
    return new this.gl.Marker({ element, anchor: "bottom" }).setLngLat(place).addTo(this.map);
  }

  /** The pin stands still in the middle; whoever moves the map moves the place under it. */
  letPick() {
    const write = (says) => {
      const { lng, lat } = this.map.getCenter();
      this.fill(this.options.latField, lat);
      this.fill(this.options.lonField, lng);
      this.say(says);
    };
    this.map.on("moveend", (event) => {
      if (event.originalEvent) write(this.options.sayMoved);
    });
    const button = this.root.querySelector("[data-locate]");
    if (!navigator.geolocation) return;
    button.hidden = false;
    button.addEventListener("click", () => this.locate(button));
  }

  locate(button) {
    button.setAttribute("aria-busy", "true");
    const done = () => button.removeAttribute("aria-busy");
    const found = ({ coords }) => {
      done();
      this.map.jumpTo({ center: [coords.longitude, coords.latitude], zoom: CLOSE });
      this.fill(this.options.latField, coords.latitude);
      this.fill(this.options.lonField, coords.longitude);
      this.say(this.options.sayHere);
    };
    const failed = () => { done(); this.say(this.options.sayDenied); };
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  }

  fill(id, number) {
    const field = document.getElementById(id);
    if (!field) return;
    field.value = number.toFixed(6);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async showMany() {
    const { Points } = await import(this.options.pointsModule);
    await new Points(this, { fetchJson, pin }).open();
  }

  followTheme() {
    const redraw = () => this.map.setStyle(this.drawn());
    document.addEventListener("themechange", redraw);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  }

  words() {
    const title = { "Map.Title": this.options.label };
    if (document.documentElement.lang === "en") return title;
    return {
      ...title,
      "NavigationControl.ZoomIn": "ขยาย",
      "NavigationControl.ZoomOut": "ย่อ",
      "AttributionControl.ToggleAttribution": "แสดงที่มาของแผนที่",
      "CooperativeGesturesHandler.WindowsHelpText": "กด Ctrl พร้อมเลื่อนเมาส์เพื่อซูมแผนที่",
      "CooperativeGesturesHandler.MacHelpText": "กด ⌘ พร้อมเลื่อนเมาส์เพื่อซูมแผนที่",
      "CooperativeGesturesHandler.MobileHelpText": "ใช้สองนิ้วเพื่อเลื่อนแผนที่",
    };
  }

  say(words) {
    if (this.status) this.status.textContent = words;
  }

  fail(error) {
    console.error(error);
    this.root.querySelector(".map-message").textContent = this.options.sayBroken;
    this.root.dataset.ready = "failed";
  }
}

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    const frame = new MapFrame(target);
    frame.open().catch((error) => frame.fail(error));
  }
}, { rootMargin: "300px" });

for (const root of document.querySelectorAll("[data-map]")) near.observe(root);
