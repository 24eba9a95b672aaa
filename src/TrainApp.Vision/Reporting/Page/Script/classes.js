// One line per class, sorted by whatever is asked for.
const classSection = () => {
  const rows = data.perClass.map((one, index) => ({ ...one, index }));
  const number = (title, name, more = {}) => ({ title, value: (row) => row[name], cell: (row) => figure(row[name]), isNumber: true, ...more });
  const counted = (title, name, address, tone) => ({
    title, value: (row) => row[name], isNumber: true,
    cell: (row) => row[name] > 0 && address ? link(count(row[name]), () => openGallery(`${address(row.index)}`), { "aria-label": `${row.name}, ${title.toLowerCase()}: ${row[name]}`, class: `link ${tone}` }) : count(row[name]),
  });
  const ap = { title: "AP", value: (row) => row.ap, cell: (row) => measure(row.ap), isNumber: true };
  const columns = [
    { title: "Class", value: (row) => row.name, cell: (row) => link(row.name, () => openGallery(`class/${row.index}`)), isHead: true, className: "name" },
    ap, number("AP50", "ap50"), number("AP75", "ap75"), number("Precision", "precision"), number("Recall", "recall"), number("F1", "f1"), number("IoU", "meanIou"),
    counted("Found", "truePositives", (index) => `cell/${index}/${index}`, ""),
    counted("Wrong", "falsePositives", (index) => `class-wrong/${index}`, ""),
    counted("Missed", "falseNegatives", (index) => `class-missed/${index}`, ""),
    { title: "Objects", value: (row) => row.objects, cell: (row) => count(row.objects), isNumber: true },
    { title: "Images", value: (row) => row.images, cell: (row) => count(row.images), isNumber: true },
  ];
  const list = table("Figures per class", columns, rows, { isTall: true, sorted: { column: ap, isFalling: false } });
  const search = h("input", {
    type: "search", placeholder: "Find a class", "aria-label": "Find a class",
    oninput: (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      list.show(rows.filter((row) => row.name.toLowerCase().includes(wanted)));
    },
  });
  return section("classes", "Classes", "The weakest first; a click on a heading sorts by it, one on a class or a number shows its images.", rows.length > 12 && search, list.element);
};
