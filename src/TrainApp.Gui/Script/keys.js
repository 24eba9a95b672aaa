// Keyboard shortcuts (Pages/ShortcutList.razor lists them), and dialogs that buttons open and close.
const isTyping = (element) => element?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");
const step = (number) => document.querySelectorAll("main > section.card")[number - 1];
const go = (address) => (window.Blazor ? Blazor.navigateTo(address) : location.assign(address));

const show = (section) => {
  if (!section) return;
  history.replaceState(history.state, "", `${location.pathname}${location.search}#${section.id}`);
  section.scrollIntoView();
  section.querySelector("h2")?.focus({ preventScroll: true });
};

/** Leads on from a step that is done. */
export const showAfter = (id) => show(document.getElementById(id)?.nextElementSibling);

// What stands in a field counts as soon as it is left, and what stands in the editor after a short rest: neither is waited for.
const startTyped = async () => {
  const active = document.activeElement;
  active?.blur();
  const sent = [];
  document.dispatchEvent(new CustomEvent("trainapp-flush", { detail: sent }));
  const isSent = (await Promise.all(sent)).every(Boolean);
  active?.focus({ preventScroll: true });
  if (isSent) document.getElementById("start-button")?.click();
};

let isGoing = 0;

const places = { r: () => go("/runs"), n: () => go("/new"), h: () => go("/") };

const actions = {
  "?": () => document.getElementById("keys-dialog")?.showModal(),
  f: () => document.querySelector("[data-log=follow]")?.click(),
  t: () => document.getElementById("theme-button")?.click(),
  "/": () => (document.querySelector("[data-log=search]") ?? document.querySelector("input[type=search]"))?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (!document.getElementById("start-button") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    startTyped();
    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const isSecond = Date.now() - isGoing < 1500;
  isGoing = !isSecond && event.key === "g" ? Date.now() : 0;
  if (isSecond && event.key >= "1" && event.key <= "9") show(step(Number(event.key)));
  else if (isSecond && places[event.key]) places[event.key]();
  else if (!isSecond && actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});

document.addEventListener("click", (event) => {
  // Blazor scrolls to the place of an address, and leaves the focus where it is.
  const skip = event.target.closest?.("a.skip");
  if (skip) setTimeout(() => (document.querySelector(`${skip.hash} h2`) ?? document.querySelector(skip.hash))?.focus());
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest?.("[data-closes]")) event.target.closest("dialog")?.close();
  // A click beside a dialog closes it: the dialog itself is hit only there, its content fills it.
  if (event.target.nodeName === "DIALOG") event.target.close();
});

// "Copy" buttons: what they copy stands in the attribute.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copies]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copies);
    button.dataset.copied = "true";
    setTimeout(() => delete button.dataset.copied, 1500);
  } catch { /* the clipboard is closed to pages here; the text can be selected */ }
});
