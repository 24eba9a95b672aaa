// Runs before the first paint; a file of its own, so that the policy script-src 'self' needs no nonce.

const root = document.documentElement;
// The word of the policy that this document was sent with: a later answer of the server brings another one, which does not count here.
globalThis.trainAppNonce = document.querySelector('meta[name="csp"]')?.nonce;
const stored = () => { try { return localStorage.getItem("trainapp.theme"); } catch { return null; } };
const system = matchMedia("(prefers-color-scheme: dark)");
const paint = () => { root.dataset.theme = stored() || (system.matches ? "dark" : "light"); };
paint();
system.addEventListener("change", paint);
addEventListener("storage", (event) => { if (event.key === "trainapp.theme") paint(); });

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#theme-button")) return;
  const theme = root.dataset.theme === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  try { localStorage.setItem("trainapp.theme", theme); } catch { /* private window */ }
});

// Blazor's own reconnect dialog injects a style that the policy blocks. This one shows at once and asks the server every
// half second, for ever. A server that forgot the page, as after a restart, has it load again; the address keeps its hash.
let isAway = false;
const show = (away) => {
  isAway = away;
  document.getElementById("components-reconnect-modal")?.classList.toggle("show", away);
};

const comeBack = async () => {
  if (isAway) return;
  show(true);
  while (isAway) {
    await new Promise((done) => setTimeout(done, 500));
    try {
      const reply = await fetch("/healthz", { cache: "no-store" });
      if (!reply.ok || !isAway) continue;
      if (!(await Blazor.reconnect())) return location.reload();
      show(false);
    } catch { /* still away */ }
  }
};

// The event goes to the dialog and does not bubble, and the dialog may not be there yet.
document.addEventListener("components-reconnect-state-changed", (event) => {
  const { state } = event.detail;
  if (state === "show" || state === "retrying") comeBack();
  else if (state === "hide") show(false);
  else if (state === "rejected" || state === "resume-failed") location.reload();
}, true);
