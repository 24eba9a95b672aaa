// Curves: drawn by uPlot where it is there, and always a table of some of their points.
const LINE_COLOURS = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7", "--c8"];
const TABLE_POINTS = 21;
const themed = new Set();

// Variables may depend on the theme, which only a property of a drawn element resolves.
const probe = h("span", { hidden: true });
const colourOf = (name) => {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
};

const repaint = () => themed.forEach((draw) => draw());

/** Points of a line that a table shows: some that lie evenly, the last one among them. */
const sampled = (line) => {
  const step = Math.max(1, (line.x.length - 1) / (TABLE_POINTS - 1));
  return Array.from({ length: Math.min(TABLE_POINTS, line.x.length) }, (_, i) => Math.round(i * step));
};

const pointTable = (title, lines, axes) => {
  const columns = [{ title: axes.x, value: (row) => row.x, cell: (row) => axes.isCount ? `${row.x}` : figure(row.x), isNumber: true, isFixed: true },
    ...lines.map((line, index) => ({ title: line.label, value: (row) => row.values[index], cell: (row) => axes.isCount ? figure(row.values[index], 4) : figure(row.values[index]), isNumber: true, isFixed: true }))];
  // Lines that share their places share rows.
  const isShared = lines.every((line) => line.x.length === lines[0].x.length && line.x.every((x, i) => x === lines[0].x[i]));
  const rows = isShared
    ? sampled(lines[0]).map((i) => ({ x: lines[0].x[i], values: lines.map((line) => line.y[i]) }))
    : lines.flatMap((line, index) => sampled(line).map((i) => ({ x: line.x[i], values: lines.map((_, other) => other === index ? line.y[i] : null) })));
  return table(`${title} as a table`, columns, rows).element;
};

/**
 * A chart of lines.
 * @param {string} title
 * @param {string|null} note
 * @param {Array<{label: string, x: number[], y: (number|null)[], colour?: string, isDashed?: boolean, isFaint?: boolean, hasPoints?: boolean}>} lines
 * @param {{x: string, y: string, isCount?: boolean, range?: [number, number]|null, marker?: {x: number, label: string}}} axes
 */
const plot = (title, note, lines, axes) => {
  const place = h("div", { class: "plot", "aria-hidden": "true" });
  const legend = h("div", { class: "legend" });
  const drawn = lines.filter((line) => line.x.length > 0);
  const hasChart = Boolean(globalThis.uPlot) && drawn.length > 0;
  const points = h("details", { open: !hasChart }, h("summary", {}, "As a table"));
  const element = h("figure", {}, h("figcaption", {}, title, note && h("small", {}, note)));
  if (drawn.length === 0) {
    element.append(h("p", { class: "muted" }, "There is nothing to draw."));
    return element;
  }

  const fillTable = () => { if (points.childElementCount === 1) points.append(pointTable(title, drawn, axes)); };
  if (hasChart) points.addEventListener("toggle", fillTable);
  else fillTable();
  if (hasChart) {
    element.append(place, h("div", { class: "axes" }, h("span", {}, `↑ ${axes.y}`), h("span", {}, `${axes.x} →`)), legend);
    drawLater(place, legend, drawn, axes);
  }

  element.append(points);
  return element;
};

const drawLater = (place, legend, lines, axes) => {
  const hidden = new Set();
  const range = axes.range === undefined ? [0, 1] : axes.range;
  let chart = null;
  const colour = (line, index) => line.colour ?? LINE_COLOURS[index % LINE_COLOURS.length];

  const showValues = (u) => [...legend.children].forEach((button, index) => {
    const values = u.data[index + 1];
    const at = u.cursor.idx;
    let value = null;
    for (let i = at ?? -1; i >= 0 && missing(value); i--) value = values[i];
    button.lastElementChild.textContent = missing(value) ? "" : figure(value);
  });

  const drawMarker = (u) => {
    const { marker } = axes;
    if (!marker || missing(marker.x)) return;
    const x = Math.round(u.valToPos(marker.x, "x", true));
    const { ctx, bbox } = u;
    const ratio = devicePixelRatio;
    const isRight = x > bbox.left + bbox.width * 0.6;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colourOf("--fg-2");
    ctx.lineWidth = ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = isRight ? "right" : "left";
    ctx.textBaseline = "bottom";
    ctx.fillText(marker.label, x + (isRight ? -5 : 5) * ratio, bbox.top + bbox.height - 4 * ratio);
    ctx.restore();
  };

  const draw = () => {
    chart?.destroy();
    const axis = (size, more) => ({ stroke: colourOf("--fg-2"), grid: { stroke: colourOf("--grid"), width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif", size, ...more });
    chart = new uPlot({
      width: Math.max(160, place.clientWidth),
      height: 250,
      padding: [10, 16, 0, 0],
      legend: { show: false },
      cursor: { points: { size: 6 }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: axes.isCount ? undefined : [0, 1] }, y: { range: range ?? undefined } },
      axes: [axis(26), axis(axes.isCount ? 56 : 40)],
      series: [{}, ...lines.map((line, index) => ({
        stroke: colourOf(colour(line, index)),
        width: line.isFaint ? 1 : 1.8,
        alpha: line.isFaint ? 0.5 : 1,
        dash: line.isDashed ? [6, 4] : undefined,
        spanGaps: true,
        show: !hidden.has(index),
        points: { show: Boolean(line.hasPoints), size: 6, fill: colourOf(colour(line, index)) },
      }))],
      hooks: { draw: [drawMarker], setCursor: [showValues] },
    }, uPlot.join(lines.map((line) => [line.x, line.y])), place);
  };

  legend.append(...lines.map((line, index) => h("button", {
    type: "button",
    class: line.isDashed ? "dashed" : null,
    title: "Show or hide this line",
    "aria-pressed": "true",
    onclick: (event) => {
      if (!hidden.delete(index)) hidden.add(index);
      event.currentTarget.setAttribute("aria-pressed", !hidden.has(index));
      chart?.setSeries(index + 1, { show: !hidden.has(index) });
    },
  }, h("i", { style: { "--line": `var(${colour(line, index)})` } }), h("span", {}, line.label), h("b"))));

  // A chart is drawn when it is about to be seen.
  place.style.minHeight = "250px";
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    draw();
    themed.add(draw);
    new ResizeObserver(() => {
      if (!place.isConnected) themed.delete(draw);
      else if (place.clientWidth > 0 && place.clientWidth !== chart.width) chart.setSize({ width: place.clientWidth, height: 250 });
    }).observe(place);
  }, { rootMargin: "300px" });
  seen.observe(place);
};
