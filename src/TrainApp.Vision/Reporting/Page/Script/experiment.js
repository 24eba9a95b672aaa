// The experiment: what was trained and how, its curves, its files.
const addressOfFile = (path) => {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const run = /\/runs\/([^/]+)\/report(\/|$)/.exec(location.pathname);
  return location.protocol !== "file:" && run ? `/api/runs/${run[1]}/artifacts/${encoded}` : `${experiment.root}${encoded}`;
};

const experimentSections = () => [
  section("experiment", "Experiment", null,
    experiment.metrics.length > 0 && !data && h("div", { class: "tiles" }, experiment.metrics.map(([name, value]) => h("div", { class: "tile" }, h("small", {}, titleOfMetric(name)), h("b", {}, figure(value, 4))))),
    h("div", { class: "pair" }, experiment.settings.map((group) => h("div", { class: "pane" }, h("h3", {}, group.title),
      h("dl", { class: "facts" }, group.rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))))),
    experiment.hyperparameters && h("div", { class: "pane" }, h("h3", {}, "Hyperparameters"), h("pre", { tabindex: "0", "aria-label": "Hyperparameters" }, experiment.hyperparameters))),
  experiment.curves.length > 0 && section("training", "Training", "What was logged while the model was trained.",
    h("div", { class: "pair" }, experiment.curves.map((group) => plot(group.title, null, group.lines, { x: group.axis, y: group.title, isCount: true, range: null })))),
  experiment.files.length > 0 && section("files", "Files", null, table("Files", [
    { title: "File", value: (file) => file.path, cell: (file) => [h("a", { href: addressOfFile(file.path), download: true }, file.path), " ", file.note && h("span", { class: "tag ok" }, file.note)], isHead: true, isWide: true },
    { title: "Size", value: (file) => file.size, cell: (file) => bytes(file.size), isNumber: true },
  ], experiment.files, { isTall: true }).element),
];
