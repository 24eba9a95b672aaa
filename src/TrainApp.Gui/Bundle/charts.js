// Charts, drawn by uPlot: one chart (createChart), and the panel of a run's charts (createPanel). Colours are the page's variables.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { groupsOf } from "./charts/groups.js";
import { onAxis, smooth } from "./charts/curves.js";

const COLOURS = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7", "--c8"];
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400, 172800, 432000, 864000];

const figure = (value) => value === null || value === undefined ? "–"
  : value === 0 ? "0"
  : Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3 ? value.toExponential(2)
  : Number(value.toPrecision(4)).toString();
const duration = (seconds) => {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${h}:${String(m).padStart(2, "0")}:${String(s).padStart(2, "0")}`;
};
const short = (value) => Math.abs(value) >= 1e6 ? `${+(value / 1e6).toFixed(1)}M` : Math.abs(value) >= 1e4 ? `${+(value / 1e3).toFixed(1)}k` : `${+value.toPrecision(6)}`;

/**
 * Draws lines into an element; it follows the element's width and the page's theme until it is destroyed.
 *
 * @param {HTMLElement} element an empty element
 * @param {object} options
 * @param {Array<{label: string, x: number[], y: (number|null)[], isSmoothed?: boolean, colour?: string, isDashed?: boolean}>} [options.series]
 *   lines; x rises and may differ from line to line; null is a gap; `isSmoothed` draws the smoothed line over the faint raw one;
 *   `colour` is a variable of the page such as "--c2" (without it, one by place); `isDashed` tells lines of one colour apart, such as
 *   those of a second run: to overlay several runs, give their lines together, one colour per metric or per run.
 * @param {number} [options.smoothing] 0 to 0.99: weight of what came before
 * @param {boolean} [options.isLogarithmic] values of zero or less are gaps then
 * @param {"step"|"epoch"|"time"} [options.axis] what x counts; "time" in seconds from the start
 * @param {number} [options.leastSpan] what the upright axis spans at least, as a share of the values
 * @param {number} [options.height] in pixels
 * @param {string} [options.sync] charts of one name share their cursor
 * @param {{x: number, label: string}|null} [options.marker] an upright line, such as the best epoch
 * @param {(value: number, step?: number) => string} [options.format] values in the legend, and beside the axis, where they are a step apart
 * @returns {{set: (options: object) => void, destroy: () => void}} `set` takes any of the options and draws at once
 */
export function createChart(element, options = {}) {
  const settings = { series: [], smoothing: 0, isLogarithmic: false, axis: "step", height: 190, sync: "run", leastSpan: 0, marker: null, format: figure, ...options };
  const place = document.createElement("div");
  const legend = document.createElement("div");
  place.className = "plot";
  place.setAttribute("aria-hidden", "true");
  legend.className = "plot-legend";
  element.append(place, legend);
  const hidden = new Set();
  let plot = null;
  let shape = "";
  let lines = [];

  const variable = (name) => getComputedStyle(element).getPropertyValue(name).trim() || "#888";
  const colourOf = (line, index) => line.colour ?? COLOURS[index % COLOURS.length];

  // Every line of the plot: a smoothed one comes with its raw one below it.
  const arrange = () => settings.series.flatMap((line, index) => {
    const isSmoothed = line.isSmoothed && settings.smoothing > 0 && line.y.length > 2;
    const y = settings.isLogarithmic ? line.y.map((value) => value > 0 ? value : null) : line.y;
    const common = { owner: index, x: line.x, colour: colourOf(line, index), isDashed: line.isDashed };
    return isSmoothed
      ? [{ ...common, y, isFaint: true }, { ...common, y: smooth(y, settings.smoothing) }]
      : [{ ...common, y }];
  });

  const dataOf = () => lines.length === 0 ? [[]] : uPlot.join(lines.map((line) => [line.x, line.y]));

  const drawMarker = (u) => {
    const { marker } = settings;
    if (!marker || marker.x < u.scales.x.min || marker.x > u.scales.x.max) return;
    const x = Math.round(u.valToPos(marker.x, "x", true));
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = variable("--fg-2");
    ctx.fillStyle = variable("--fg-2");
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textBaseline = "top";
    const isRight = x > bbox.left + bbox.width * 0.7;
    ctx.textAlign = isRight ? "right" : "left";
    ctx.fillText(marker.label, x + (isRight ? -5 : 5) * devicePixelRatio, bbox.top + 3 * devicePixelRatio);
    ctx.restore();
  };

  const showValues = (u) => {
    const at = u.cursor.idx;
    legend.querySelectorAll("button").forEach((button, index) => {
      const line = lines.findLastIndex((one) => one.owner === index);
      const values = u.data[line + 1] ?? [];
      let value = null;
      // Where this line has no point, the one before counts.
      for (let i = at ?? values.length - 1; i >= 0 && value === null; i--) value = values[i] ?? null;
      const text = value === null ? "–" : settings.format(value);
      if (button.lastElementChild.textContent !== text) button.lastElementChild.textContent = text;
    });
  };

  const axisOf = (size, values, more) => ({
    stroke: variable("--fg-2"), grid: { stroke: variable("--grid"), width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif", size, values, ...more,
  });

  // A value that hardly moves is drawn as a line that hardly moves.
  const rangeOf = (u, min, max) => {
    if (min === null) return [0, 1];
    const missing = Math.max(Math.abs(min), Math.abs(max)) * settings.leastSpan - (max - min);
    return missing > 0 ? [Math.max(0, min - missing / 2), max + missing / 2] : uPlot.rangeNum(min, max, 0.1, true);
  };

  const build = () => {
    plot?.destroy();
    plot = new uPlot({
      width: Math.max(120, place.clientWidth),
      height: settings.height,
      padding: [8, 20, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: `${settings.sync} ${settings.axis}` }, points: { size: 6 }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { distr: settings.isLogarithmic ? 3 : 1, range: settings.isLogarithmic ? undefined : rangeOf } },
      axes: [
        axisOf(26, (u, splits) => splits.map(settings.axis === "time" ? duration : short), settings.axis === "time" ? { incrs: SECONDS, space: 70 } : {}),
        axisOf(56, (u, splits) => splits.map((value) => value === null ? "" : settings.format(value, splits[1] - splits[0]))),
      ],
      series: [{}, ...lines.map((line) => ({
        stroke: variable(line.colour),
        alpha: line.isFaint ? 0.3 : 1,
        width: line.isFaint ? 1 : 1.7,
        dash: line.isDashed ? [6, 4] : undefined,
        spanGaps: true,
        show: !hidden.has(settings.series[line.owner].label),
        points: { show: line.x.length < 30 && !line.isFaint, size: 5, fill: variable(line.colour) },
      }))],
      hooks: { draw: [drawMarker], setCursor: [showValues], setData: [showValues] },
    }, dataOf(), place);
    showValues(plot);
  };

  const buildLegend = () => {
    legend.replaceChildren(...settings.series.map((line, index) => {
      const [button, swatch, name, value] = ["button", "i", "span", "b"].map((tag) => document.createElement(tag));
      button.type = "button";
      button.className = line.isDashed ? "dashed" : "";
      button.setAttribute("aria-pressed", !hidden.has(line.label));
      button.title = "Show or hide this line";
      swatch.style.setProperty("--line", `var(${colourOf(line, index)})`);
      name.textContent = line.label;
      button.append(swatch, name, value);
      button.addEventListener("click", () => {
        if (!hidden.delete(line.label)) hidden.add(line.label);
        button.setAttribute("aria-pressed", !hidden.has(line.label));
        lines.forEach((one, i) => { if (one.owner === index) plot.setSeries(i + 1, { show: !hidden.has(line.label) }); });
      });
      return button;
    }));
  };

  const draw = () => {
    lines = arrange();
    const wanted = JSON.stringify([settings.series.map((line) => [line.label, line.colour, line.isDashed]), lines.map((line) => [line.owner, line.isFaint, line.x.length < 30]), settings.isLogarithmic, settings.axis]);
    if (plot && wanted === shape) {
      plot.setData(dataOf());
      return;
    }

    shape = wanted;
    buildLegend();
    build();
  };

  draw();
  const resized = new ResizeObserver(() => {
    if (place.clientWidth > 0 && place.clientWidth !== plot.width) plot.setSize({ width: place.clientWidth, height: settings.height });
  });
  resized.observe(place);
  const themed = new MutationObserver(build);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });

  return {
    set(more) {
      Object.assign(settings, more);
      draw();
    },
    destroy() {
      resized.disconnect();
      themed.disconnect();
      plot.destroy();
      element.replaceChildren();
    },
  };
}

/**
 * The charts of a run: losses, metrics, learning rate, the machine. A chart that nobody sees, or whose lines have not changed, is
 * not drawn.
 *
 * @param {HTMLElement} place an empty element
 */
export function createPanel(place) {
  const settings = { smoothing: 0.6, isLogarithmic: false, axis: "step" };
  const figures = new Map();
  let latest = null;

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const one = figures.get(entry.target.dataset.chart);
      if (!one) continue;
      one.isSeen = entry.isIntersecting;
      if (one.isSeen) drawOne(one);
    }
  }, { rootMargin: "200px" });

  const drawOne = (one) => {
    if (!one.isSeen || !latest) return;
    const { group } = one;
    const axis = group.axis ?? settings.axis;
    const version = `${group.series.map((series) => `${series.id}:${series.count}`)} ${JSON.stringify(settings)} ${group.marker?.label ?? ""}`;
    if (one.version === version) return;
    one.version = version;
    const options = {
      ...settings,
      axis,
      leastSpan: group.leastSpan ?? 0,
      isLogarithmic: settings.isLogarithmic && group.canBeLogarithmic,
      format: group.format ?? figure,
      marker: group.marker && { x: onAxis(latest, group.marker.series, axis, group.marker.point), label: group.marker.label },
      series: group.series.map((series) => ({ label: group.labelOf(series), x: onAxis(latest, series, axis), y: series.value, isSmoothed: group.isSmoothed && series.axis === "step" })),
    };
    if (one.chart) one.chart.set(options);
    else one.chart = createChart(one.element, options);
  };

  return {
    /** Takes "smoothing", "isLogarithmic" and "axis". */
    configure(more) {
      Object.assign(settings, more);
      for (const one of figures.values()) drawOne(one);
    },
    /** Draws what is known of a run. */
    draw(metrics) {
      latest = metrics;
      const groups = groupsOf(metrics.all());
      for (const [key, one] of figures) {
        if (groups.some((group) => group.key === key)) continue;
        one.chart?.destroy();
        seen.unobserve(one.figure);
        one.figure.remove();
        figures.delete(key);
      }

      groups.forEach((group, index) => {
        let one = figures.get(group.key);
        if (!one) {
          const element = document.createElement("figure");
          const caption = document.createElement("figcaption");
          caption.textContent = group.title;
          const body = document.createElement("div");
          element.append(caption, body);
          element.dataset.chart = group.key;
          one = { element: body, figure: element, isSeen: false, chart: null, version: "" };
          figures.set(group.key, one);
          place.insertBefore(element, place.children[index] ?? null);
          seen.observe(element);
        }

        one.group = group;
        drawOne(one);
      });
    },
    dispose() {
      seen.disconnect();
      for (const one of figures.values()) one.chart?.destroy();
      place.replaceChildren();
    },
  };
}
