// What a page does beyond links and forms. No figure is computed here.
"use strict";
// A field that was changed and not saved is not lost by a slip: the browser asks.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) form.dataset.changed = "1";
});
document.addEventListener("submit", (event) => { delete event.target.dataset.changed; });
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});
