// Tiles and the table: the metrics as figures, for everybody where there are no charts, and for those who do not see them.
import { isBetterLower } from "./metrics.js";

export const figure = (value) => value === null || value === undefined ? "NaN"
  : value === 0 ? "0"
  : Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3 ? value.toExponential(2)
  : Number(value.toPrecision(4)).toString();

export const bytes = (value) => value >= 1e9 ? `${(value / 1e9).toFixed(1)} GB` : `${(value / 1e6).toFixed(0)} MB`;

const PREFERRED = [/^mAP$|(^|\/)mAP(50)?(-95|_50_95)?$/i, /map/i, /f1|iou|dice|acc|auc|ap50/i];
const amount = (series, value) => value === null ? "NaN"
  : /memory|disk/.test(series.name) && series.name.startsWith("system/") ? bytes(value)
  : series.name.startsWith("system/") ? `${value.toFixed(0)} %`
  : figure(value);

/** The metric that says which epoch is the best: an epoch's figure that is no loss, else a loss. */
export function mainMetric(all) {
  const epochs = all.filter((series) => series.axis === "epoch" && series.most !== null);
  const candidates = epochs.filter((series) => !isBetterLower(series.name));
  for (const pattern of PREFERRED) {
    const found = candidates.find((series) => pattern.test(series.name));
    if (found) return found;
  }

  return candidates[0] ?? epochs[0] ?? null;
}

export const best = (series) => isBetterLower(series.name) ? series.least : series.most;

function tilesOf(all) {
  const losses = all.filter((series) => /loss/i.test(series.name));
  const isVal = (series) => /val|test/i.test(series.name) || series.axis === "epoch";
  const [train, val] = [losses.find((series) => !isVal(series)), losses.find(isVal)];
  const main = mainMetric(all);
  const tiles = [];
  for (const loss of [train, val]) {
    if (loss?.last) tiles.push([loss.name, figure(loss.last.value), `step ${loss.last.step.toLocaleString("en-US")}`]);
  }

  const top = main && best(main);
  if (top) tiles.push([`Best ${main.name}`, figure(top.value), `epoch ${top.epoch}`]);
  const system = (name) => all.find((series) => series.name === `system/${name}`)?.last?.value ?? null;
  if (system("cpu_percent") !== null) tiles.push(["CPU", `${system("cpu_percent").toFixed(0)} %`, "of all cores"]);
  for (const series of all) {
    const card = /^system\/(cuda\d+)_percent$/.exec(series.name)?.[1];
    if (!card || !series.last || series.last.value === null) continue;
    const memory = system(`${card}_memory`);
    tiles.push([card.replace("cuda", "GPU "), `${series.last.value.toFixed(0)} %`, memory === null ? "" : bytes(memory)]);
  }

  const memory = system("process_memory");
  if (memory !== null) tiles.push(["RAM", bytes(memory), system("machine_memory") === null ? "" : `of ${bytes(system("machine_memory"))}`]);
  return tiles;
}

export function drawTiles(place, metrics) {
  const tiles = tilesOf(metrics.all());
  while (place.childElementCount > tiles.length) place.lastElementChild.remove();
  while (place.childElementCount < tiles.length) {
    const tile = document.createElement("div");
    tile.append(document.createElement("small"), document.createElement("b"), document.createElement("em"));
    place.append(tile);
  }

  tiles.forEach((words, i) => words.forEach((text, j) => {
    const element = place.children[i].children[j];
    if (element.textContent !== text) element.textContent = text;
  }));
}

/** The table is drawn only while somebody looks at it. */
export function drawTable(place, metrics) {
  if (!place.open) {
    place.ontoggle ??= () => drawTable(place, metrics);
    return;
  }

  const body = place.querySelector("tbody");
  const all = metrics.all();
  while (body.rows.length > all.length) body.lastElementChild.remove();
  while (body.rows.length < all.length) {
    const row = body.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    row.append(head);
    for (let i = 0; i < 5; i++) row.insertCell().className = "r";
  }

  all.forEach((series, i) => {
    const isMachine = series.name.startsWith("system/");
    const top = isMachine ? null : best(series);
    const point = (one) => one === null ? "–" : amount(series, one.value);
    const words = [
      series.name + (series.notFinite > 0 ? ` (${series.notFinite} not finite)` : ""),
      point(series.last), top === null ? "–" : `${figure(top.value)} @ ${series.axis === "epoch" ? "epoch" : "step"} ${series.axis === "epoch" ? top.epoch : top.step}`,
      point(series.least), point(series.most), series.count.toLocaleString("en-US"),
    ];
    words.forEach((text, j) => {
      const cell = body.rows[i].cells[j];
      if (cell.textContent !== text) cell.textContent = text;
    });
  });
}
