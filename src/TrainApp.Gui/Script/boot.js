// Runs before the first paint; a file of its own, so that the policy script-src 'self' needs no nonce.
const root = document.documentElement;
const stored = () => { try { return localStorage.getItem("trainapp.theme"); } catch { return null; } };
root.dataset.theme = stored() || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#theme-button")) return;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  try { localStorage.setItem("trainapp.theme", root.dataset.theme); } catch { /* private window */ }
});

// The built-in reconnect dialog injects a style that the policy blocks; this one asks the server every half second, for ever.
let isReconnecting = false;
const dialog = () => document.getElementById("components-reconnect-modal");

const reconnect = async () => {
  if (isReconnecting) return;
  isReconnecting = true;
  dialog()?.classList.add("show");
  for (;;) {
    await new Promise((done) => setTimeout(done, 500));
    try {
      const reply = await fetch("/healthz", { cache: "no-store" });
      if (reply.status === 401) return location.reload();
      if (!reply.ok) continue;
      if (!(await Blazor.reconnect())) return location.reload();
      dialog()?.classList.remove("show");
      isReconnecting = false;
      return;
    } catch { /* still away */ }
  }
};

document.addEventListener("components-reconnect-state-changed", (event) => {
  if (event.detail.state === "show") reconnect();
  else if (event.detail.state === "rejected" || event.detail.state === "failed") location.reload();
}, true);
