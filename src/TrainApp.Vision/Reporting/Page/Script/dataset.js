// What the model was judged on, and whether that can be trusted.
const datasetSection = () => {
  const { stats, sizes, health, train } = data.dataset;
  const most = Math.max(1, ...data.perClass.map((one) => one.objects), ...(train ?? []));
  const classes = data.perClass.map((one, index) => ({
    name: one.name, address: one.objects > 0 && !isSemantic ? `class/${index}` : null, number: one.objects,
    parts: [{ share: one.objects / most, colour: "--c1" }, ...(train ? [{ share: train[index] / most, colour: "--c4" }] : [])],
    text: train ? `${short(one.objects)} / ${short(train[index])}` : count(one.objects),
  })).sort((one, other) => other.number - one.number);
  const shown = classes.slice(0, 15);
  return section("dataset", "Data", "What the model was judged on, and what may be wrong with it.",
    h("div", { class: "tiles" }, stats.map(([name, value, note]) => h("div", { class: "tile" }, h("small", {}, name), h("b", {}, value), note && h("em", {}, note)))),
    h("div", { class: "pair" },
      h("div", { class: "pane" }, h("h3", {}, "Objects per class"), train && keyOf([{ colour: "--c1", label: "validation" }, { colour: "--c4", label: "training" }]), levels(shown, { isTwo: Boolean(train) }),
        classes.length > shown.length && h("small", {}, `and ${plural(classes.length - shown.length, "class", "classes")} more, in the table of classes`)),
      sizes.length > 0 && h("div", { class: "pane" }, h("h3", {}, "Found, by size"), h("small", {}, "The share of objects that are found at the chosen confidence."),
        levels(sizes.map((size) => ({ name: size.name, parts: [{ share: size.objects > 0 ? size.found / size.objects : 0, colour: "--right" }], text: size.objects > 0 ? `${percent(size.found / size.objects, 0)}` : "–" }))),
        h("small", {}, sizes.map((size) => `${size.name}: ${plural(size.objects, "object")}, ${size.range}`).join("; "), "."))),
    h("div", { class: "pane" }, h("h3", {}, "Health"), h("ul", { class: "checks" }, health.map((check, index) => h("li", { class: check.isProblem ? "warn" : null },
      h("i", { "aria-hidden": "true" }, check.isProblem ? "!" : "✓"),
      h("div", {}, h("b", {}, check.title), h("span", { class: "vh" }, check.isProblem ? " – a problem" : " – fine"), check.detail && h("small", {}, check.detail)),
      check.images.length > 0 ? h("button", { class: "btn small", type: "button", "aria-label": `Show images: ${check.title}`, onclick: () => openGallery(`health/${index}`) }, "Show") : h("span"))))));
};

const speedSection = () => section("speed", "Speed", data.speed.note,
  table("Speed", [
    { title: "Batch", value: (row) => row.batch, isNumber: true, isHead: true },
    { title: "Median, ms per batch", value: (row) => row.median, cell: (row) => milliseconds(row.median), isNumber: true },
    { title: "p95, ms per batch", value: (row) => row.p95, cell: (row) => milliseconds(row.p95), isNumber: true },
    { title: "ms per image", value: (row) => row.median / row.batch, cell: (row) => milliseconds(row.median / row.batch), isNumber: true },
    { title: "Images per second", value: (row) => 1000 * row.batch / row.median, cell: (row) => count(Math.round(1000 * row.batch / row.median)), isNumber: true },
  ], data.speed.rows).element);
