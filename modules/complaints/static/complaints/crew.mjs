/**
 * On the street: jobs by distance, the phone's own map application, and where and when a photo
 * was taken. Each page works without this script.
 */

const EARTH = 6_371_000;
const GPS = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };
const radians = (degrees) => (degrees * Math.PI) / 180;

/** Return metres between two places, each [latitude, longitude]. */
function metres([lat1, lon1], [lat2, lon2]) {
  const x = radians(lon2 - lon1) * Math.cos(radians((lat1 + lat2) / 2));
  return EARTH * Math.hypot(x, radians(lat2 - lat1));
}

const whereAmI = () => new Promise((found, failed) => {
  if (navigator.geolocation) navigator.geolocation.getCurrentPosition(found, failed, GPS);
  else failed(new Error("no geolocation"));
});

/** Sorts the cards by distance, and back by due date. */
class Nearest {
  constructor(list, tools) {
    this.list = list;
    this.byDue = [...list.children];
    this.button = tools.querySelector("[data-near]");
    this.status = tools.querySelector("[data-near-status]");
    tools.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
  }

  async toggle() {
    if (this.button.getAttribute("aria-pressed") === "true") return this.show(this.byDue, false);
    this.button.setAttribute("aria-busy", "true");
    try {
      const { coords } = await whereAmI();
      this.show(this.measured([coords.latitude, coords.longitude]), true);
      this.status.textContent = "";
    } catch {
      this.status.textContent = this.status.dataset.denied;
    } finally {
      this.button.removeAttribute("aria-busy");
    }
  }

  measured(here) {
    const far = new Map(this.byDue.map((card) => {
      const place = card.dataset.place.split(",").map(Number);
      return [card, place.length === 2 ? metres(here, place) : Infinity];
    }));
    for (const [card, distance] of far) card.querySelector("[data-far]").textContent = this.said(distance);
    return [...this.byDue].sort((a, b) => far.get(a) - far.get(b));
  }

  said(distance) {
    if (distance === Infinity) return "";
    const { metres: small, kilometres: large } = this.status.dataset;
    return distance < 1000 ? `${Math.round(distance / 10) * 10} ${small}` : `${(distance / 1000).toFixed(1)} ${large}`;
  }

  show(cards, isNear) {
    this.list.append(...cards);
    this.button.setAttribute("aria-pressed", String(isNear));
  }
}

/** Keep where and when beside the photo: shrinking it in the browser drops what the camera wrote. */
function noteTaken(form) {
  const field = (name) => form.querySelector(`[data-taken=${name}]`);
  form.querySelector("input[type=file]").addEventListener("change", async (event) => {
    const [photo] = event.target.files;
    if (!photo) return;
    field("at").value = new Date(photo.lastModified).toISOString();
    try {
      const { coords } = await whereAmI();
      field("lat").value = coords.latitude.toFixed(6);
      field("lon").value = coords.longitude.toFixed(6);
      field("accuracy").value = coords.accuracy.toFixed(0);
    } catch {
      // Without a position the photo is kept all the same.
    }
  });
}

const [list, tools] = [document.querySelector("[data-jobs]"), document.querySelector("[data-near-tools]")];
if (list && tools && navigator.geolocation) new Nearest(list, tools);
for (const form of document.querySelectorAll("[data-taken-form]")) noteTaken(form);
// A phone opens its own map application; a desk computer keeps the web address.
if (matchMedia("(pointer: coarse)").matches && /android/i.test(navigator.userAgent)) {
  for (const link of document.querySelectorAll("[data-geo]")) {
    link.href = link.dataset.geo;
    link.removeAttribute("target");
  }
}
