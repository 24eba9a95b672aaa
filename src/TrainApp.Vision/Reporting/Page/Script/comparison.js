// Several runs beside each other. The first one is what the others are measured by.
const RUN_COLOURS = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7", "--c8"];
const FIRST_DIFFERENCES = 12;

const comparisonSections = () => {
  const { runs } = data;
  return [
    comparisonOverview(runs),
    section("curves", "Curves", null, h("div", { class: "pair" },
      plot("Precision and recall", "mean over classes and over the IoU thresholds 0.50–0.95", runs.map((run, index) => ({ label: run.name, x: run.pr.length > 0 ? recalls : [], y: run.pr, colour: RUN_COLOURS[index % 8] })), { x: "recall", y: "precision" }),
      plot("F1 against confidence", "all classes together", runs.map((run, index) => ({ label: `${run.name}, best ${figure(run.confidence, 2)}`, x: run.profile.score, y: run.profile.f1, colour: RUN_COLOURS[index % 8] })), { x: "confidence", y: "F1" }))),
    classDifferences(runs),
    imageDifferences(runs),
  ];
};

const difference = (value, base) => missing(value) || missing(base) ? null : value - base;
const toneOf = (change, isLower = false) => missing(change) || Math.abs(change) < 5e-4 ? "muted" : (change > 0) !== isLower ? "up" : "down";
const withChange = (value, base, isLower) => {
  const change = difference(value, base);
  return [figure(value), " ", h("small", { class: toneOf(change, isLower) }, missing(change) ? "" : signed(change))];
};

const comparisonOverview = (runs) => {
  const names = [...new Set(runs.flatMap((run) => run.metrics.map(([name]) => name)))];
  const rows = names.map((name) => ({ name, values: runs.map((run) => run.metrics.find(([one]) => one === name)?.[1] ?? null) }));
  return section("overview", "Overview", null,
    h("p", { class: "verdict" }, data.verdict),
    table("Metrics of the runs", [
      { title: "Metric", value: (row) => titleOfMetric(row.name), isHead: true, isFixed: true },
      ...runs.map((run, index) => ({ title: run.name, value: (row) => row.values[index], cell: (row) => index === 0 ? figure(row.values[0]) : withChange(row.values[index], row.values[0], /error/.test(row.name)), isNumber: true, isFixed: true })),
      { title: "What it says", value: (row) => explain(row.name), isWide: true, isExtra: true, isFixed: true },
    ], rows).element,
    h("p", { class: "muted" }, `Differences are to ${runs[0].name}.`));
};

const classDifferences = (runs) => {
  const last = (row) => difference(row.ap[runs.length - 1], row.ap[0]);
  const column = { title: runs.length === 2 ? "Difference" : `Difference of ${runs.at(-1).name}`, value: last, cell: (row) => h("span", { class: toneOf(last(row)) }, signed(last(row))), isNumber: true };
  return section("classes", "Classes", "AP of each class; the greatest losses first.", table("AP per class", [
    { title: "Class", value: (row) => row.name, isHead: true, className: "name" },
    ...runs.map((run, index) => ({ title: run.name, value: (row) => row.ap[index], cell: (row) => measure(row.ap[index]), isNumber: true })),
    column,
    { title: "Objects", value: (row) => row.objects, cell: (row) => count(row.objects), isNumber: true },
  ], data.classes, { isTall: true, sorted: { column, isFalling: false } }).element);
};

const imageDifferences = (runs) => {
  const list = h("div", { class: "pane" });
  const more = h("p");
  let shown = FIRST_DIFFERENCES;
  const draw = () => {
    list.replaceChildren(...data.images.slice(0, shown).map((image) => h("article", { class: "shot" },
      h("div", {}, h("span", { title: image.name }, h("bdi", {}, image.name))),
      h("div", { class: "gallery wide" }, runs.map((run, index) => {
        const markers = image.objects[index].map(([kind, name, score, left, top, right, bottom]) => ({ kind, name, score, isChosen: true, box: [left, top, right, bottom] }));
        const counts = [0, 1, 2].map((kind) => markers.filter((marker) => marker.kind === kind).length);
        return h("div", { class: "pane" },
          h("b", {}, run.name),
          frameOf({ width: image.width, height: image.height, source: image.picture }, markers, { pixels: 420 }),
          h("span", { class: "counts" }, countTags(counts)));
      })))));
    more.replaceChildren(...(data.images.length > shown ? [h("button", { class: "btn", type: "button", onclick: () => { shown += FIRST_DIFFERENCES; draw(); } }, `Show more of ${count(data.images.length)}`)] : []));
  };
  draw();
  return section("differences", "Images", data.images.length > 0 ? "Where the outcomes differ most, each run at its own confidence." : "No image has another outcome, or the runs have no image in common.",
    keyOf([{ colour: "--right", label: "found" }, { colour: "--wrong", label: "wrong" }, { colour: "--missed", label: "missed (dashed)" }]), list, more);
};
