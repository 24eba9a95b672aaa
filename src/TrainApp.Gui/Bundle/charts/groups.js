// Which series share a chart.
const MOST_CHARTS = 14;
const MOST_LINES = 12;
const isLoss = (name) => /loss/i.test(name);
const isRate = (name) => /(^|[/_.-])(lr|learning_rate)([/_.-]|\d*$)/i.test(name);
const isBetterLower = (name) => /loss|error|perplexity|\b(mae|mse|rmse|wer|cer)\b/i.test(name);
const PREFERRED = [/^mAP$|(^|\/)mAP(50)?(-95|_50_95)?$/i, /map/i, /f1|iou|dice|acc|auc|ap50/i];

const bytes = (value, step = 1e8) => {
  if (value === null || value === undefined) return "–";
  const [unit, name] = value >= 1e9 ? [1e9, "GB"] : [1e6, "MB"];
  const digits = unit === 1e6 && step >= 1e6 ? 0 : Math.min(2, Math.max(0, Math.ceil(-Math.log10(step / unit))));
  return `${(value / unit).toFixed(digits)} ${name}`;
};
const percent = (value) => value === null || value === undefined ? "–" : `${+value.toFixed(1)} %`;

/** The base of a name, so that training and validation meet in one chart: "val/accuracy" and "train_accuracy" are "accuracy". */
const base = (name) => name.replace(/^(train|val|valid|validation|test)[/_.-]/i, "").replace(/[/_.-](train|val|valid|validation|test)$/i, "");

function markerOf(all) {
  const epochs = all.filter((series) => series.axis === "epoch" && series.most !== null && !series.name.startsWith("system/"));
  const candidates = epochs.filter((series) => !isBetterLower(series.name));
  const series = PREFERRED.map((pattern) => candidates.find((one) => pattern.test(one.name))).find(Boolean) ?? candidates[0] ?? epochs[0];
  if (!series) return null;
  const top = isBetterLower(series.name) ? series.least : series.most;
  return { series, point: top, label: `best, epoch ${top.epoch}` };
}

export function groupsOf(all) {
  const own = all.filter((series) => !series.name.startsWith("system/"));
  const machine = all.filter((series) => series.name.startsWith("system/"));
  const marker = markerOf(all);
  const groups = [];
  const add = (key, title, series, more = {}) => {
    if (series.length > 0) groups.push({ key, title, series: series.slice(0, MOST_LINES), labelOf: (one) => labelOf(one, series), isSmoothed: true, canBeLogarithmic: true, marker: null, ...more });
  };
  add("loss", "Loss", own.filter((series) => isLoss(series.name)), { marker });

  const rest = own.filter((series) => !isLoss(series.name) && !isRate(series.name));
  const isShare = (series) => series.most === null || (series.most.value <= 1.0001 && series.least.value >= -1.0001);
  const names = [...new Set(rest.filter((series) => !isShare(series)).map((series) => base(series.name)))];
  add("metrics", "Metrics", rest.filter((series) => !names.includes(base(series.name))), { marker });
  for (const name of names) add(`metric ${name}`, name, rest.filter((series) => base(series.name) === name), { marker });

  add("rate", "Learning rate", own.filter((series) => isRate(series.name)), { isSmoothed: false });
  const machineOf = (key, title, pattern, format) => add(key, title, machine.filter((series) => pattern.test(series.name)), {
    isSmoothed: false, canBeLogarithmic: false, format, axis: "time", leastSpan: 0.05, labelOf: (series) => series.name.slice("system/".length).replaceAll("_", " ").replace(/cuda(\d+)/, "GPU $1").replace(" percent", "").replace("cpu", "CPU"),
  });
  const last = groups.length;
  machineOf("use", "Processors", /percent/, percent);
  machineOf("memory", "Memory of the run", /process_memory|cuda\d+_memory/, bytes);
  machineOf("free", "Free memory of the machine", /memory_available/, bytes);
  machineOf("disk", "Free disk space", /disk/, bytes);
  const ofMachine = groups.splice(last);
  return [...groups.slice(0, MOST_CHARTS - ofMachine.length), ...ofMachine];
}

/** A name that stands for a series of steps and one of epochs says which. */
function labelOf(series, all) {
  return all.some((other) => other !== series && other.name === series.name) ? `${series.name} (${series.axis})` : series.name;
}
