/** Put the words that were selected on the page into the box of passages, one a line. */

const area = document.querySelector("[data-passages]");
const button = area?.querySelector("[data-cover-selection]");
const box = area?.querySelector("textarea[name=passages]");

/** Return what is selected inside the words of the complaint, line by line. */
function selected() {
  const selection = getSelection();
  const words = area.querySelector(".redact-words");
  if (!selection.rangeCount || !words.contains(selection.anchorNode)) return [];
  return selection.toString().split("\n").map((line) => line.trim()).filter(Boolean);
}

if (button && box) {
  button.hidden = false;
  // Pressing must not take the selection away before it is read.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const lines = [...box.value.split("\n"), ...selected()].filter(Boolean);
    box.value = [...new Set(lines)].join("\n");
    box.focus();
  });
}
