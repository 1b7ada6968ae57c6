/** Show at once what an answer says to do instead of reporting: to call 199 or 1669 now. */

document.addEventListener("change", ({ target }) => {
  const question = target.closest("[data-question]");
  if (!question || target.tagName !== "SELECT") return;
  const chosen = target.selectedOptions[0]?.dataset.stop;
  for (const words of question.querySelectorAll("[data-stop-words]")) words.hidden = words.dataset.stopWords !== chosen;
});
