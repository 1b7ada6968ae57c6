// Say so when the browser or the person refuses a passkey.
const notice = document.querySelector("[data-passkey-refused]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (notice) notice.hidden = false;
});
