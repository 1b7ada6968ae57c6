/** Small comforts on every page; each page works without them. */

import { tendDays } from "./day.mjs";

/** Close open menus on Escape and on a click elsewhere. */
function tendMenus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target) || event.target === menu) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

/** Change the theme at once; the form remembers it for the next page. */
function tendTheme() {
  for (const form of document.querySelectorAll("[data-theme-form]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = event.submitter.value;
      if (chosen) document.documentElement.dataset.theme = chosen;
      else delete document.documentElement.dataset.theme;
      for (const button of form.querySelectorAll("[name=theme]")) {
        button.setAttribute("aria-pressed", String(button.value === chosen));
      }
      const body = new FormData(form, event.submitter);
      fetch(form.action, { method: "POST", body, redirect: "manual" });
      document.dispatchEvent(new CustomEvent("themechange"));
    });
  }
}

/** Let a notice be put away. */
function tendToasts(root) {
  for (const button of root.querySelectorAll("[data-dismiss]")) {
    button.hidden = false;
    button.addEventListener("click", () => button.closest("[data-toast]").remove());
  }
}

/** Open dialogs with data-open="ID", close them with data-close. */
function tendDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  });
}

/** A form is sent once, however often its button is pressed. */
function tendForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.method === "dialog") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    }
  });
}

tendMenus();
tendTheme();
tendDialogs();
tendForms();
tendDays();
tendToasts(document);
document.querySelector("[data-focus]")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
