// The confusion matrix and the most confused pairs.
const MANY_CLASSES = 24;
const MOST_PAIRS = 20;

const confusionSection = () => section("confusion", "Confusion", `What the model said against what was there, at a confidence from ${figure(data.confidence, 2)} on. Each cell shows its images.`,
  h("div", { class: "beside" }, matrix(data.confusion, {
    rows: "Predicted", columns: "True", none: "none", addressOf: (predicted, truly) => `cell/${predicted}/${truly}`,
    labelOf: (predicted, truly, number) => `${cellTitle(predicted, truly)}: ${number}`,
  }), pairList()));

/**
 * A matrix that may be large: only cells that hold something are elements, and one of them is in the order of tabs;
 * the arrow keys lead to the next one.
 */
const matrix = (entries, { rows, columns, none, addressOf, labelOf }) => {
  const number = store.none + 1;
  const sumOfRow = new Float64Array(number);
  const sumOfColumn = new Float64Array(number);
  for (const [row, column, value] of entries) {
    sumOfRow[row] += value;
    sumOfColumn[column] += value;
  }

  const name = (index) => index < store.none ? store.classes[index] : none;
  const grid = h("div", { class: `cells${number > MANY_CLASSES ? " many" : ""}`, style: { "--count": number } });
  const heads = [h("div", { class: "head corner", style: { "grid-area": "1 / 1" } })];
  for (let i = 0; i < number; i++) {
    heads.push(h("div", { class: "head over", title: name(i), style: { "grid-row": 1, "grid-column": i + 2 } }, h("span", {}, name(i))));
    heads.push(h("div", { class: "head side", title: name(i), style: { "grid-row": i + 2, "grid-column": 1 } }, h("span", {}, name(i))));
  }

  const cells = new Map();
  const build = (scale) => {
    const valueOf = ([row, column, value]) => scale === "counts" ? value : value / (scale === "rows" ? sumOfRow[row] : sumOfColumn[column]);
    const isWrong = ([row, column]) => row !== column;
    const mostOf = (wanted) => Math.max(Number.MIN_VALUE, ...entries.filter((entry) => isWrong(entry) === wanted).map(valueOf));
    const most = scale === "counts" ? [mostOf(false), mostOf(true)] : [1, 1];
    cells.clear();
    const elements = entries.map((entry) => {
      const [row, column, value] = entry;
      const shown = valueOf(entry);
      const heat = Math.min(8, Math.floor(Math.sqrt(shown / most[Number(isWrong(entry))]) * 9));
      const label = labelOf(row, column, count(value));
      const cell = h("button", {
        type: "button", class: `cell h${heat}${isWrong(entry) ? " wrong" : ""}`, tabindex: "-1", title: label,
        "data-row": row, "data-column": column, style: { "grid-row": row + 2, "grid-column": column + 2 },
        onclick: () => openGallery(addressOf(row, column)),
      }, h("span", { class: "vh" }, label), h("span", { "aria-hidden": "true" }, scale === "counts" ? short(value) : `${Math.round(shown * 100)}`));
      cells.set(row * number + column, cell);
      return cell;
    });
    elements[0]?.setAttribute("tabindex", "0");
    grid.replaceChildren(h("div", { class: "field" }), ...heads, ...elements);
  };

  grid.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    const step = steps[event.key];
    const from = event.target.closest(".cell");
    if (!step || !from) return;
    event.preventDefault();
    const next = nearest(cells, number, Number(from.dataset.row), Number(from.dataset.column), step);
    if (!next) return;
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  build("counts");
  const scales = [["counts", "counts"], ["columns", `% of ${columns.toLowerCase()}`], ["rows", `% of ${rows.toLowerCase()}`]];
  return h("div", { class: "pane" },
    h("div", { class: "row" }, h("label", { class: "row" }, h("small", {}, "Show"), h("select", { onchange: (event) => build(event.target.value) }, scales.map(([value, text]) => h("option", { value }, text)))),
      keyOf([{ colour: "--c1", label: "right" }, { colour: "--wrong", label: "wrong" }])),
    h("div", { class: "matrix-frame" }, h("span"), h("small", { style: { width: "max-content", "max-width": "100%" } }, `${columns} →`), h("small", { class: "down-axis" }, `← ${rows}`),
      h("div", { class: "matrix", tabindex: "0", role: "group", "aria-label": `Confusion matrix: ${rows.toLowerCase()} down, ${columns.toLowerCase()} across` }, grid)));
};

/** The next cell that holds something, in a row or column first, then beyond it. */
const nearest = (cells, number, row, column, [down, right]) => {
  for (let r = row + down, c = column + right; r >= 0 && c >= 0 && r < number && c < number; r += down, c += right) {
    const cell = cells.get(r * number + c);
    if (cell) return cell;
    for (let aside = 1; aside < number; aside++) {
      const [one, other] = down ? [[r, c - aside], [r, c + aside]] : [[r - aside, c], [r + aside, c]];
      for (const [y, x] of [one, other]) {
        const found = y >= 0 && x >= 0 && y < number && x < number && cells.get(y * number + x);
        if (found) return found;
      }
    }
  }

  return null;
};

const pairList = () => {
  const sums = new Float64Array(store.none + 1);
  const pairs = new Map();
  for (const [predicted, truly, value] of data.confusion) {
    sums[predicted] += value;
    if (predicted === truly || predicted === store.none || truly === store.none) continue;
    const [one, other] = predicted < truly ? [predicted, truly] : [truly, predicted];
    const pair = pairs.get(`${one} ${other}`) ?? { one, other, number: 0 };
    pair.number += value;
    pairs.set(`${one} ${other}`, pair);
  }

  const list = [...pairs.values()].sort((one, other) => other.number - one.number).slice(0, MOST_PAIRS);
  const share = (pair) => pair.number / (sums[pair.one] + sums[pair.other]);
  return h("div", { class: "pane" }, h("h3", {}, "Most confused pairs"),
    list.length === 0 ? h("p", { class: "muted" }, "No class is taken for another.") : table("Most confused pairs of classes", [
      { title: "Pair", value: (pair) => className(pair.one), cell: (pair) => link(`${className(pair.one)} ↔ ${className(pair.other)}`, () => openGallery(`pair/${pair.one}/${pair.other}`)), isHead: true, className: "name" },
      { title: "Confused", value: (pair) => pair.number, cell: (pair) => count(pair.number), isNumber: true },
      { title: "Of their predictions", value: share, cell: (pair) => measure(share(pair), percent(share(pair))), isNumber: true },
    ], list).element);
};
