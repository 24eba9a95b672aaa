// The page: its head, its sections, the rail beside them.
const THEME_KEY = "trainapp.theme";
const root = document.documentElement;
const darkness = matchMedia("(prefers-color-scheme: dark)");
const storedTheme = () => { try { return localStorage.getItem(THEME_KEY); } catch { return null; } };
const paint = () => {
  const theme = storedTheme();
  if (theme) root.dataset.theme = theme;
  repaint();
};

const switchTheme = () => {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : darkness.matches;
  root.dataset.theme = isDark ? "light" : "dark";
  try { localStorage.setItem(THEME_KEY, root.dataset.theme); } catch { /* private window, or a page from disk */ }
  repaint();
};

const evaluationSections = () => isSemantic
  ? [overviewSection(), metricSection(), areaSections()]
  : [overviewSection(), metricSection(), curveSection(), confidenceSection(), confusionSection(), classSection()];

const sections = [
  store && evaluationSections(),
  store && [gallerySection(), datasetSection(), data.speed && speedSection()],
  data?.kind === "comparison" && comparisonSections(),
  experiment && experimentSections(),
].flat(Infinity).filter(Boolean);

const title = data?.title ?? experiment?.title ?? "Report";
const subtitle = data?.subtitle ?? experiment?.subtitle ?? "";
const rail = h("nav", { class: "rail", "aria-label": "Sections" }, h("ol", {}, sections.map((one) => h("li", {}, h("a", { href: `#${one.id}` }, one.dataset.title)))));
document.title = subtitle ? `${title} – ${subtitle}` : title;
document.body.append(
  h("a", { class: "skip", href: "#content" }, "Skip to the content"),
  h("header", { class: "top" }, h("div", { class: "brand" }, h("h1", {}, title), h("small", {}, subtitle)), h("span", { class: "spacer" }),
    h("button", { class: "btn", type: "button", "aria-label": "Switch between light and dark", onclick: switchTheme }, "◐")),
  h("div", { class: "shell" }, rail, h("main", { id: "content", tabindex: "-1" }, sections.length > 0 ? sections : h("section", { class: "card" }, h("p", {}, "There is nothing to show: the data of this report is missing.")))));

const visible = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) visible.add(entry.target.id);
    else visible.delete(entry.target.id);
  }

  const current = sections.find((one) => visible.has(one.id))?.id;
  for (const anchor of rail.querySelectorAll("a")) {
    const isCurrent = anchor.hash === `#${current}`;
    if (isCurrent && !anchor.hasAttribute("aria-current")) anchor.parentElement.parentElement.parentElement.scrollTo({ left: anchor.offsetLeft - 40 });
    if (isCurrent) anchor.setAttribute("aria-current", "true");
    else anchor.removeAttribute("aria-current");
  }
}, { rootMargin: "-80px 0px -55% 0px" });
sections.forEach((one) => watcher.observe(one));

paint();
darkness.addEventListener("change", repaint);
addEventListener("storage", (event) => { if (event.key === THEME_KEY) paint(); });
if (store) {
  addEventListener("hashchange", showGallery);
  showGallery();
}
if (location.hash && !location.hash.startsWith("#gallery/")) document.getElementById(location.hash.slice(1))?.scrollIntoView();

// What tests ask: how many lines of the match list a selection shows.
globalThis.trainAppReportCount = (address) => findMatches(selectionOf(address), store.confidence, [true, true, true]).total;
