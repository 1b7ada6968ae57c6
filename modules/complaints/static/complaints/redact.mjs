/**
 * Draw boxes on a photo by finger or mouse. A box lands in the number fields below, which are
 * what is sent; the page works without this script.
 */

const SVG = "http://www.w3.org/2000/svg";
// A tap is no box.
const LEAST = 1;

class Sheet {
  constructor(form) {
    this.sheet = form.querySelector("[data-sheet]");
    this.rows = [...form.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll("input")]);
    this.count = form.querySelector("[data-count]");
    this.start = null;
    form.querySelector("[data-tools]").hidden = false;
    form.querySelector("[data-last]").addEventListener("click", () => this.clear(this.filled().slice(-1)));
    form.querySelector("[data-all]").addEventListener("click", () => this.clear(this.filled()));
    form.addEventListener("input", () => this.draw());
    this.sheet.addEventListener("pointerdown", (event) => this.begin(event));
    this.sheet.addEventListener("pointermove", (event) => this.move(event));
    this.sheet.addEventListener("pointerup", (event) => this.end(event));
    this.sheet.addEventListener("pointercancel", () => this.cancel());
    this.draw();
  }

  /** Return the rows in which every number is given. */
  filled() {
    return this.rows.filter((row) => row.every((input) => input.value !== ""));
  }

  /** Return where the pointer is, in hundredths of the picture. */
  at(event) {
    const { left, top, width, height } = this.sheet.getBoundingClientRect();
    const within = (part) => Math.min(100, Math.max(0, part * 100));
    return [within((event.clientX - left) / width), within((event.clientY - top) / height)];
  }

  begin(event) {
    event.preventDefault();
    this.sheet.setPointerCapture(event.pointerId);
    this.start = this.at(event);
  }

  move(event) {
    if (this.start) this.draw(this.box(event));
  }

  end(event) {
    if (!this.start) return;
    const box = this.box(event);
    const row = this.rows.find((inputs) => inputs.every((input) => input.value === ""));
    this.start = null;
    if (row && box[2] >= LEAST && box[3] >= LEAST) {
      row.forEach((input, side) => { input.value = box[side].toFixed(1); });
    }
    this.draw();
  }

  cancel() {
    this.start = null;
    this.draw();
  }

  /** Return left, top, width and height of what lies between the two corners. */
  box(event) {
    const [x, y] = this.at(event);
    const [fromX, fromY] = this.start;
    return [Math.min(x, fromX), Math.min(y, fromY), Math.abs(x - fromX), Math.abs(y - fromY)];
  }

  clear(rows) {
    rows.forEach((row) => row.forEach((input) => { input.value = ""; }));
    this.draw();
  }

  draw(now) {
    const boxes = this.filled().map((row) => row.map((input) => Number(input.value)));
    this.count.textContent = `${boxes.length}/${this.rows.length} ${this.count.dataset.words}`;
    this.sheet.replaceChildren(...[...boxes, ...(now ? [now] : [])].map(([x, y, width, height]) => {
      const rect = document.createElementNS(SVG, "rect");
      Object.entries({ x, y, width, height }).forEach(([name, value]) => rect.setAttribute(name, value));
      return rect;
    }));
  }
}

const form = document.querySelector("[data-redact]");
if (form) new Sheet(form);
