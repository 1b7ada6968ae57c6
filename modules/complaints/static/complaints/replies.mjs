/** Put a ready reply into the remark box; without this script the page comes again with it. */

for (const part of document.querySelectorAll("[data-replies]")) {
  const [select, button] = [part.querySelector("select"), part.querySelector("button")];
  const box = document.getElementById(part.dataset.replies);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const { text } = select.selectedOptions[0].dataset;
    const gap = box.value.trim() ? "\n" : "";
    box.value = box.value.trimEnd() + gap + text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
}
