/** Keep the note beside a colour true while somebody is choosing it. */

const PAUSE = 150;

for (const input of document.querySelectorAll("[data-colour]")) {
  const note = input.closest("form").querySelector("[data-colour-note]");
  let waiting = 0;
  const ask = async () => {
    const answer = await fetch(`${note.dataset.colourNote}?colour=${encodeURIComponent(input.value)}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    note.replaceChildren(...page.querySelector("[data-colour-note]").childNodes);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
