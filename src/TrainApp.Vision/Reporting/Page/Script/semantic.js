// Semantic segmentation: pixels instead of objects.
const ERROR_KINDS = [["boundary", "along edges", "--c1"], ["extent", "extent", "--c7"], ["segment", "whole areas", "--wrong"]];

const areaSections = () => {
  const rows = data.semantic.perClass.map((figures, index) => ({ name: store.classes[index], index, ...figures }));
  const number = (title, key) => ({ title, value: (row) => row[key], cell: (row) => figure(row[key]), isNumber: true });
  const iou = { title: "IoU", value: (row) => row.IoU, cell: (row) => measure(row.IoU), isNumber: true };
  const share = (row, kind) => row[`E_${kind}_oU`] ?? 0;
  const ordered = [...rows].sort((one, other) => (one.IoU ?? -1) - (other.IoU ?? -1));
  return [
    section("areas", "Classes", "How well the pixels of each class are found; the weakest first.",
      h("div", { class: "pair" },
        h("div", { class: "pane" }, h("h3", {}, "IoU per class"), levels(ordered.map((row) => ({ name: row.name, parts: [{ share: row.IoU ?? 0, colour: "--c1" }], text: figure(row.IoU), address: `pixels/${row.index}/${row.index}` })))),
        h("div", { class: "pane" }, h("h3", {}, "What is wrong, as a share of the union"),
          keyOf(ERROR_KINDS.map(([, label, colour]) => ({ label, colour }))),
          levels(ordered.map((row) => ({ name: row.name, parts: ERROR_KINDS.map(([kind, , colour]) => ({ share: share(row, kind), colour })), text: percent(ERROR_KINDS.reduce((sum, [kind]) => sum + share(row, kind), 0), 0) }))),
          h("small", {}, "Along edges: outlines are a little off. Extent: too much or too little of an area. Whole areas: invented or missed."))),
      table("Figures per class", [
        { title: "Class", value: (row) => row.name, isHead: true, className: "name" },
        iou, number("Precision", "precision"), number("Recall", "recall"), number("F1", "F1_score"), number("Boundary IoU", "boundary_IoU"),
        ...ERROR_KINDS.map(([kind, label]) => number(`Errors ${label}`, `E_${kind}_oU`)),
      ], rows, { isTall: true, sorted: { column: iou, isFalling: false } }).element),
    section("confusion", "Pixel confusion", "Which class the pixels of each class were given. A cell shows the images that have such pixels.",
      matrix(data.semantic.pixels, {
        rows: "True", columns: "Predicted", none: "no class", addressOf: (truly, predicted) => `pixels/${truly}/${predicted}`,
        labelOf: (truly, predicted, value) => `Truly ${className(truly)}, predicted ${className(predicted)}: ${value} pixels`,
      })),
  ];
};
