// Histograms. Every bar that holds something is a button that shows what it holds.

/**
 * @param {string} title
 * @param {string|null} note
 * @param {Array<{label: string, name: string, parts: Array<{value: number, colour: string}>, text?: string, mark?: number, address?: string}>} bars
 *   parts from the lowest up; `mark` is where a dashed line stands
 * @param {{from: string, to: string, middle?: string, x: string, most?: number, threshold?: {at: number, label: string}, key?: Array<{colour: string, label: string}>}} axes
 */
const histogram = (title, note, bars, axes) => {
  const most = axes.most ?? Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0)));
  const height = (value) => `${100 * value / most}%`;
  const isCrowded = bars.length > 12;
  const elements = bars.map((bar) => {
    const sum = bar.parts.reduce((total, part) => total + part.value, 0);
    const content = [
      (bar.text !== "" && sum > 0) && h("em", { "aria-hidden": "true", style: { bottom: height(sum) }, class: isCrowded ? "hide-s" : null }, bar.text ?? short(sum)),
      [...bar.parts].reverse().filter((part) => part.value > 0).map((part) => h("i", { style: { height: height(part.value), "--line": `var(${part.colour})` } })),
      !missing(bar.mark) && h("span", { class: "mark", style: { bottom: height(bar.mark) } }),
    ];
    return bar.address
      ? h("button", { class: "bar", type: "button", title: `${bar.label}: ${bar.name}`, onclick: () => openGallery(bar.address) }, h("span", { class: "vh" }, `${bar.label}: ${bar.name}`), content)
      : h("div", { class: "bar", role: "img", "aria-label": `${bar.label}: ${bar.name}`, title: `${bar.label}: ${bar.name}` }, content);
  });
  const { threshold } = axes;
  return h("figure", {},
    h("figcaption", {}, title, note && h("small", {}, note)),
    h("div", { class: "bar-frame" }, h("div", { style: { "--bars": bars.length } },
      h("div", { class: "bars", role: "group", "aria-label": title }, elements,
        threshold && h("span", { class: `threshold${threshold.at > 0.6 ? " left" : ""}`, style: { left: `${threshold.at * 100}%` } }, h("span", {}, threshold.label))),
      h("div", { class: "ticks", "aria-hidden": "true" }, h("span", {}, axes.from), h("span", {}, axes.x), h("span", {}, axes.to)))),
    axes.key && keyOf(axes.key));
};

const keyOf = (entries) => h("div", { class: "key" }, entries.map((entry) => h("span", {}, h("i", { class: entry.isLine ? null : "box", style: { "--line": `var(${entry.colour})` } }), entry.label)));

/** One line per name with a bar beside it. */
const levels = (rows, { isTwo = false } = {}) => h("div", { class: "levels" }, rows.map((row) => h("div", { class: `level${isTwo ? " two" : ""}` },
  row.address ? link(row.name, () => openGallery(row.address), { title: row.name }) : h("span", { title: row.name }, row.name),
  isTwo
    ? h("span", { class: "stack", "aria-hidden": "true" }, row.parts.map((part) => h("span", { class: "track" }, h("i", { style: { width: `${part.share * 100}%`, "--line": `var(${part.colour})` } }))))
    : h("span", { class: "track", "aria-hidden": "true" }, row.parts.map((part) => h("i", { style: { width: `${part.share * 100}%`, "--line": `var(${part.colour})` } }))),
  h("span", { class: "r" }, row.text))));
