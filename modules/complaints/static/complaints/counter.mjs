/**
 * The counter's form for the keyboard: choose by typing, send with Ctrl+Enter, and show only the
 * questions of the chosen kind. Without this script the same fields are ordinary ones.
 */

/** Return the text as it is compared. */
const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
const MOST = 12;

/** A select that is chosen by typing; the select itself keeps the value and is sent. */
class Combobox {
  constructor(select) {
    this.select = select;
    this.options = [...select.options].filter((option) => option.value).map((option) => ({
      option,
      label: option.textContent.replace(/\s*\(.*\)\s*$/, ""),
      group: option.parentElement.label ?? "",
      words: plain(`${option.textContent} ${option.parentElement.label ?? ""}`),
    }));
    this.build();
    this.active = -1;
    this.shown = [];
    this.showChosen();
  }

  build() {
    const { id } = this.select;
    this.input = Object.assign(document.createElement("input"), { type: "text", id: `${id}_typed`, autocomplete: "off", spellcheck: false });
    this.input.placeholder = this.select.options[0]?.textContent ?? "";
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}_list` };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    for (const name of ["aria-invalid", "aria-describedby"]) if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    this.list = Object.assign(document.createElement("ul"), { id: `${id}_list`, className: "combobox-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    const label = document.querySelector(`label[for="${id}"]`);
    if (label) {
      label.htmlFor = this.input.id;
      this.list.setAttribute("aria-label", label.textContent.trim());
    }
    const box = Object.assign(document.createElement("div"), { className: "combobox" });
    this.select.before(box);
    box.append(this.input, this.list, this.select);
    this.select.hidden = true;
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.leave());
    this.input.addEventListener("focus", () => this.input.select());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const row = event.target.closest("[role=option]");
      if (row) this.choose(this.shown[Number(row.dataset.index)]);
    });
    this.select.addEventListener("focus", () => this.input.focus());
  }

  open(typed) {
    const parts = plain(typed).split(" ").filter(Boolean);
    const fits = this.options.filter(({ words }) => parts.every((part) => words.includes(part)));
    const first = plain(typed);
    this.shown = fits.sort((a, b) => plain(b.label).startsWith(first) - plain(a.label).startsWith(first)).slice(0, MOST);
    this.active = this.shown.length ? 0 : -1;
    this.draw();
  }

  draw() {
    this.list.replaceChildren(...this.shown.map((item, index) => this.row(item, index)));
    this.list.hidden = this.shown.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.point();
  }

  row({ label, group }, index) {
    const row = document.createElement("li");
    row.id = `${this.list.id}_${index}`;
    row.dataset.index = index;
    row.setAttribute("role", "option");
    const words = Object.assign(document.createElement("span"), { textContent: label });
    const second = Object.assign(document.createElement("span"), { textContent: group, className: "combobox-group" });
    row.append(words, " ", second);
    return row;
  }

  point() {
    for (const [index, row] of [...this.list.children].entries()) row.setAttribute("aria-selected", String(index === this.active));
    const now = this.list.children[this.active];
    if (now && !this.list.hidden) this.input.setAttribute("aria-activedescendant", now.id);
    else this.input.removeAttribute("aria-activedescendant");
    now?.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.open("");
      else this.active = (this.active + step + this.shown.length) % this.shown.length;
      this.point();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (!this.list.hidden) this.choose(this.shown[this.active]);
    } else if (event.key === "Escape") {
      this.showChosen();
    }
  }

  choose(item) {
    if (item) this.set(item.option.value);
    this.showChosen();
  }

  set(value) {
    if (this.select.value === value) return;
    this.select.value = value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Leaving keeps the pointed row when something was typed, and empties when all was erased. */
  leave() {
    if (!this.input.value.trim()) this.set("");
    else if (!this.list.hidden) return this.choose(this.shown[this.active]);
    this.showChosen();
  }

  /** Make what is typed so far count, before the form is sent. */
  settle() {
    if (document.activeElement === this.input) this.leave();
  }

  showChosen() {
    const chosen = this.options.find(({ option }) => option.value === this.select.value);
    this.input.value = chosen?.label ?? "";
    this.shown = [];
    this.draw();
  }
}

/** Show the questions of the chosen kind only, and open them. */
function tendQuestions(select, parts) {
  const show = () => {
    for (const part of parts) {
      part.hidden = part.dataset.kind !== select.value;
      part.open = !part.hidden;
    }
  };
  select.addEventListener("change", show);
  show();
}

for (const form of document.querySelectorAll("[data-counter]")) {
  const boxes = [...form.querySelectorAll("select[data-combobox]")].map((select) => new Combobox(select));
  tendQuestions(form.elements.category, form.querySelectorAll("[data-kind]"));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    for (const box of boxes) box.settle();
    form.requestSubmit();
  });
  form.addEventListener("submit", () => { for (const box of boxes) box.settle(); });
  if (!form.querySelector("[data-focus]")) boxes[0]?.input.focus();
}
