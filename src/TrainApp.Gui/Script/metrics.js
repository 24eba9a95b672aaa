// The metrics of a run: what was read of it so far and what has come since, a bounded number of points per series.
const MOST_POINTS = 4000;
const MOST_SERIES = 200;

/** Whether less of it is better. */
export const isBetterLower = (name) => /loss|error|perplexity|\b(mae|mse|rmse|wer|cer)\b/i.test(name);

export class Metrics {
  series = new Map();
  seriesLeftOut = 0;

  load(history) {
    this.seriesLeftOut = history.seriesLeftOut;
    for (const one of history.series) this.#take(one, one.count, one.notFinite);
  }

  /** Takes the points of an event of the stream. */
  add(data) {
    for (const one of data.series) this.#take(one, one.value.length, one.value.filter((value) => value === null).length);
  }

  /** Series in the order of their ids. */
  all() {
    return [...this.series.values()].sort((a, b) => a.id - b.id);
  }

  #take(more, count, notFinite) {
    let known = this.series.get(more.id);
    if (!known) {
      if (this.series.size >= MOST_SERIES) return;
      known = { id: more.id, name: more.name, axis: more.axis, step: [], epoch: [], time: [], value: [], count: 0, notFinite: 0, least: null, most: null, last: null };
      this.series.set(more.id, known);
    }

    known.count += count;
    known.notFinite += notFinite;
    for (let i = 0; i < more.value.length; i++) {
      const [value, place] = [more.value[i], { step: more.step[i], epoch: more.epoch[i] }];
      known.step.push(place.step);
      known.epoch.push(place.epoch);
      known.time.push(more.time[i]);
      known.value.push(value);
      known.last = { value, ...place };
      if (value === null) continue;
      if (known.least === null || value < known.least.value) known.least = { value, ...place };
      if (known.most === null || value > known.most.value) known.most = { value, ...place };
    }

    if (known.value.length > MOST_POINTS) halve(known);
  }
}

/** Of each four points the least and the most stay, in their order: no peak is lost. The newest stay as they are. */
function halve(series) {
  const kept = [];
  const whole = series.value.length - (series.value.length % 4) - 4;
  for (let i = 0; i < whole; i += 4) {
    let [least, most] = [i, i];
    for (let j = i + 1; j < i + 4; j++) {
      if (series.value[j] === null) continue;
      if (series.value[least] === null || series.value[j] < series.value[least]) least = j;
      if (series.value[most] === null || series.value[j] > series.value[most]) most = j;
    }

    kept.push(Math.min(least, most));
    if (least !== most) kept.push(Math.max(least, most));
  }

  for (let i = whole; i < series.value.length; i++) kept.push(i);
  for (const column of ["step", "epoch", "time", "value"]) series[column] = kept.map((index) => series[column][index]);
}
