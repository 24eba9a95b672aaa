// Values of lines: their places on the axis that is chosen, and smoothing.

/** An exponential mean without the pull to zero at the start; gaps stay gaps. */
export function smooth(values, weight) {
  let [sum, weights] = [0, 0];
  return values.map((value) => {
    if (value === null) return null;
    sum = sum * weight + value * (1 - weight);
    weights = weights * weight + 1 - weight;
    return sum / weights;
  });
}

/** Where the epochs begin, in steps, from the longest series of steps. */
function epochStarts(metrics) {
  const longest = metrics.all().filter((series) => series.axis === "step").sort((a, b) => b.count - a.count)[0];
  const starts = new Map();
  if (!longest) return { starts, length: 1 };
  longest.epoch.forEach((epoch, i) => {
    if (epoch >= 0 && !starts.has(epoch)) starts.set(epoch, longest.step[i]);
  });
  const all = [...starts.values()];
  return { starts, length: all.length > 1 ? (all.at(-1) - all[0]) / (all.length - 1) : Math.max(1, (longest.step.at(-1) ?? 1) - (all[0] ?? 0) + 1) };
}

/**
 * The places of a series' points, or of one of its points, on an axis. Epochs are counted as they are finished: a step in the
 * middle of the first one is at 0.5, and a figure at its end at 1.
 */
export function onAxis(metrics, series, axis, point = null) {
  if (axis === "step") return point ? point.step : series.step;
  if (axis === "time") {
    const first = Math.min(...metrics.all().map((one) => one.time[0] ?? Infinity));
    const index = point ? series.step.indexOf(point.step) : -1;
    return point ? (series.time[index] ?? first) - first : series.time.map((time) => time - first);
  }

  const { starts, length } = epochStarts(metrics);
  const firstEpoch = starts.size > 0 ? Math.min(...starts.keys()) : Math.min(...series.epoch.filter((epoch) => epoch >= 0), Infinity);
  const at = (epoch, step) => {
    if (epoch < 0 || !Number.isFinite(firstEpoch)) return 0;
    if (series.axis === "epoch") return epoch - firstEpoch + 1;
    const start = starts.get(epoch) ?? step;
    const own = (starts.get(epoch + 1) ?? start + length) - start;
    return epoch - firstEpoch + Math.min(1, Math.max(0, (step - start) / Math.max(1, own)));
  };
  if (point) return at(point.epoch, point.step);
  // Never back, since lines are drawn from left to right.
  let last = -Infinity;
  return series.epoch.map((epoch, i) => last = Math.max(last, at(epoch, series.step[i])));
}
