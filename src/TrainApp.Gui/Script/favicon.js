// The tab's icon shows how far training is.
const COLOURS = { completed: "#2e8b57", degraded: "#c98a1b", stopped: "#c98a1b", paused: "#c98a1b", failed: "#c8323f" };
const LENGTH = 2 * Math.PI * 12;
const first = document.querySelector("link[rel=icon]")?.href;

/** @param {number|null} share from 0 to 1, null where nobody knows @param {string} state the run's */
export function show(share, state) {
  const icon = document.querySelector("link[rel=icon]");
  if (!icon) return;
  const isEnd = state in COLOURS && state !== "paused";
  const colour = COLOURS[state] ?? "#2f6fe0";
  const arc = isEnd ? LENGTH : LENGTH * (share ?? 0.08);
  const inner = isEnd ? `<circle cx="16" cy="16" r="6" fill="${colour}"/>` : "";
  icon.href = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="12" fill="none" stroke="#8a97a8" stroke-opacity=".35" stroke-width="6"/><circle cx="16" cy="16" r="12" fill="none" stroke="${colour}" stroke-width="6" stroke-dasharray="${arc} ${LENGTH}" transform="rotate(-90 16 16)"/>${inner}</svg>`)}`;
}

/** Brings the page's own icon back. */
export function reset() {
  const icon = document.querySelector("link[rel=icon]");
  if (icon) icon.href = first;
}
