// Step "Logs and metrics": reads what there is, follows what comes, and hands it to charts, tiles, table and log.
import * as stream from "./stream.js";
import * as log from "./log.js";
import { Metrics } from "./metrics.js";
import { drawTable, drawTiles } from "./figures.js";

const REDRAW = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1000 : 500;
const stored = (name, otherwise) => { try { return localStorage.getItem(`trainapp.${name}`) ?? otherwise; } catch { return otherwise; } };
const store = (name, value) => { try { localStorage.setItem(`trainapp.${name}`, value); } catch { /* private window */ } };

/** @param {HTMLElement} root @param {number} run @param {boolean} hasCharts */
export function start(root, run, hasCharts) {
  const logRoot = root.querySelector("[data-live=log]");
  const part = (name) => root.querySelector(`[data-live=${name}]`);
  const lines = logRoot ? log.create(logRoot, run) : null;
  const charts = hasCharts ? import("./charts.js") : Promise.resolve(null);
  let metrics = new Metrics();
  let panel = null;
  let connection = null;
  let isChanged = true;
  let isDisposed = false;

  const figures = () => {
    if (!isChanged || document.hidden) return;
    isChanged = false;
    drawTiles(part("tiles"), metrics);
    drawTable(part("table"), metrics);
    panel?.draw(metrics);
  };

  const begin = async () => {
    connection?.close();
    const [history, end] = await Promise.all([readHistory(run), lines?.load() ?? 0]);
    if (isDisposed) return;
    metrics = new Metrics();
    metrics.load(history);
    isChanged = true;
    const module = await charts;
    if (isDisposed) return;
    if (module && !panel) panel = makePanel(root, module);
    part("loading")?.remove();
    figures();
    root.dataset.loaded = "true";
    connection = stream.open(run, `0.${history.records}.${end}`, {
      events: {
        metrics: (data) => {
          metrics.add(data);
          isChanged = true;
        },
        log: (data) => lines?.push(data),
      },
      stale: begin,
    });
  };

  const clock = setInterval(figures, REDRAW);
  begin();
  return {
    dispose() {
      isDisposed = true;
      clearInterval(clock);
      connection?.close();
      lines?.dispose();
      panel?.dispose();
    },
  };
}

async function readHistory(run) {
  for (;;) {
    try {
      const reply = await fetch(`/api/runs/${run}/history`, { cache: "no-store" });
      if (reply.ok) return await reply.json();
      if (reply.status === 404) return { records: 0, series: [], seriesLeftOut: 0 };
    } catch { /* the server is away for a moment */ }

    await new Promise((done) => setTimeout(done, 1000));
  }
}

function makePanel(root, module) {
  const place = root.querySelector("[data-live=charts]");
  const [smoothing, scale, axis] = ["smoothing", "scale", "axis"].map((name) => root.querySelector(`[data-live=${name}]`));
  const panel = module.createPanel(place);
  smoothing.value = stored("smoothing", "0.6");
  scale.checked = stored("logScale", "no") === "yes";
  const wanted = axis.querySelector(`[value=${stored("axis", "step")}]`);
  if (wanted) wanted.checked = true;
  const apply = () => {
    const chosen = axis.querySelector(":checked").value;
    store("smoothing", smoothing.value);
    store("logScale", scale.checked ? "yes" : "no");
    store("axis", chosen);
    smoothing.nextElementSibling.textContent = Number(smoothing.value).toFixed(2);
    panel.configure({ smoothing: Number(smoothing.value), isLogarithmic: scale.checked, axis: chosen });
  };
  for (const control of [smoothing, scale, axis]) control.addEventListener("input", apply);
  apply();
  root.querySelector("[data-live=chartbar]").hidden = false;
  return panel;
}
