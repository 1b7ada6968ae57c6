/**
 * The report form: search among the kinds, and stop before sending what the server must refuse,
 * so that photos chosen on the phone are not lost. Without this script the form works as it is.
 */

/** Return the text as it is compared: small letters, one kind of space. */
const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();

class Kinds {
  constructor(root) {
    this.root = root;
    this.groups = [...root.querySelectorAll("details")];
    this.status = root.querySelector("[data-kinds-status]");
    const box = root.querySelector("[data-kinds-search]");
    box.hidden = false;
    this.field = box.querySelector("input");
    this.field.addEventListener("input", () => this.search(plain(this.field.value)));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  search(words) {
    let found = 0;
    for (const group of this.groups) {
      let inGroup = 0;
      for (const kind of group.querySelectorAll(".kind")) {
        kind.hidden = words !== "" && !plain(kind.dataset.words).includes(words);
        if (!kind.hidden) inGroup += 1;
      }
      found += inGroup;
      group.hidden = inGroup === 0;
      this.letOpen(group, words !== "");
    }
    if (words !== "" && found === 0) this.showAll();
    this.say(words, found);
  }

  /** While searching all groups stand open; otherwise one at a time. */
  letOpen(group, isSearching) {
    if (isSearching) group.removeAttribute("name");
    else group.setAttribute("name", "kinds");
    group.open = isSearching || group.querySelector("input:checked") !== null;
  }

  showAll() {
    for (const group of this.groups) {
      group.hidden = false;
      group.open = false;
      for (const kind of group.querySelectorAll(".kind")) kind.hidden = false;
    }
  }

  say(words, found) {
    const { found: some, none } = this.status.dataset;
    this.status.textContent = words === "" ? "" : found ? some.replace("#", found) : none;
  }
}

/** Return the first part of the form that the server would refuse, with what to say. */
function firstMissing(form) {
  const { sayKind, sayWords, sayPlace } = form.dataset;
  const kind = form.querySelector("input[name=category]:checked");
  if (!kind) return [form.querySelector("[data-kinds]"), sayKind];
  const stop = kind.closest(".kind").querySelector("[data-stop-words]:not([hidden])");
  if (stop) return [stop.closest("[data-question]").querySelector("select"), ""];
  if (!form.elements.words.value.trim()) return [form.elements.words, sayWords];
  const hasPin = form.elements.lat.value && form.elements.lon.value;
  return hasPin || form.elements.village.value ? null : [form.elements.village, sayPlace];
}

/** Say it at the field, to eye and ear, and go there. */
function point([part, words]) {
  const field = part.closest(".field");
  if (!words) return field.scrollIntoView({ block: "center" });
  const line = document.createElement("p");
  line.className = "field-error";
  line.dataset.missing = "";
  line.setAttribute("role", "alert");
  line.textContent = words;
  field.classList.add("is-missing");
  field.querySelector(".field-label").after(line);
  part.focus({ preventScroll: true });
  field.scrollIntoView({ block: "start" });
}

for (const root of document.querySelectorAll("[data-kinds]")) new Kinds(root);

for (const form of document.querySelectorAll("[data-report]")) {
  form.addEventListener("submit", (event) => {
    for (const line of form.querySelectorAll("[data-missing]")) line.remove();
    for (const field of form.querySelectorAll(".is-missing")) field.classList.remove("is-missing");
    const missing = firstMissing(form);
    if (!missing) return;
    event.preventDefault();
    event.stopPropagation();
    point(missing);
  });
}
