/**
 * Cases near by: asks the server when kind or place has changed, and shows its answer in place.
 * Whatever goes wrong, the form goes on without.
 */

const WAIT = 400;

class Near {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.asked = "";
    this.form.addEventListener("change", () => this.later());
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), WAIT);
  }

  /** Return what the form says of kind and place; empty while one of the two is open. */
  question() {
    const { category, lat, lon, village } = this.form.elements;
    const hasPin = lat.value && lon.value;
    if (!category.value || !(hasPin || village.value)) return "";
    return new URLSearchParams({ category: category.value, lat: lat.value, lon: lon.value, village: village.value }).toString();
  }

  async look() {
    const question = this.question();
    if (question === this.asked) return;
    this.asked = question;
    if (!question) return this.place.replaceChildren();
    const answer = await fetch(`${this.place.dataset.near}?${question}`).catch(() => null);
    if (!answer?.ok || question !== this.asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.place.replaceChildren(...page.body.childNodes);
  }
}

for (const place of document.querySelectorAll("[data-near]")) new Near(place);
