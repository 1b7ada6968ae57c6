/** Say the chosen day beside its picker, in the Buddhist era. */

const ERA = 543;
const month = new Intl.DateTimeFormat("th", { month: "long", timeZone: "UTC" });

/** "2026-11-22" as "22 พฤศจิกายน 2569"; nothing for half a date. */
export function thaiDay(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.valueOf()) ? "" : `${day.getUTCDate()} ${month.format(day)} ${day.getUTCFullYear() + ERA}`;
}

/** Keep the words beside every picker true, those that arrive later included. */
export function tendDays() {
  const say = ({ target }) => {
    const said = target.type === "date" && target.nextElementSibling;
    if (said?.matches?.(".day-said")) said.value = target.value ? thaiDay(target.value) : "";
  };
  document.addEventListener("input", say);
  document.addEventListener("reset", (event) =>
    setTimeout(() => [...event.target.elements].forEach((target) => say({ target }))),
  );
}
