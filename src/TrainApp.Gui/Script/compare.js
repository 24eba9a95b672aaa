// Curves of two runs in one chart each. The figures come from the HTTP API, the drawing from the bundled charts.
const MOST = 24;

const line = (curve, axis, index) => {
  const x = (point) => (axis === "epoch" ? point.epoch : axis === "time" ? point.seconds : point.step);
  const points = curve.points.filter((point) => x(point) !== null && x(point) !== undefined);
  return { label: `run ${curve.run}`, x: points.map(x), y: points.map((point) => point.value), colour: `--c${index + 1}` };
};

export async function draw(element, address, charts) {
  const [reply, { createChart }] = await Promise.all([fetch(address), import(charts)]);
  if (!reply.ok) {
    element.textContent = "The curves cannot be read just now; load the page again.";
    return;
  }

  const { runs, curves } = await reply.json();
  const order = runs.map((run) => run.run);
  element.textContent = curves.length === 0 ? "Neither run has logged a metric." : "";
  for (const metric of curves.slice(0, MOST)) {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = metric.axis === "step" ? metric.metric : `${metric.metric}, by ${metric.axis}`;
    figure.append(caption);
    element.append(figure);
    const place = document.createElement("div");
    figure.append(place);
    createChart(place, { series: metric.runs.map((curve) => line(curve, metric.axis, order.indexOf(curve.run))), axis: metric.axis, sync: `compare-${metric.axis}` });
  }
}
