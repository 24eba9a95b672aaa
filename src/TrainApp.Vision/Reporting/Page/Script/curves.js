// Precision against recall: over all classes, and per class.
const FIRST_CLASSES = 8;
const recalls = Array.from({ length: 101 }, (_, i) => i / 100);

const curveSection = () => {
  const overall = data.precisionRecall;
  const mean = overall.length > 0 ? recalls.map((_, i) => overall.reduce((sum, curve) => sum + curve[i], 0) / overall.length) : [];
  const lines = overall.length === 0 ? [] : [
    { label: "mean of 0.50–0.95", x: recalls, y: mean },
    ...[[0, "IoU 0.50"], [5, "IoU 0.75"], [9, "IoU 0.95"]].filter(([index]) => overall[index]).map(([index, label]) => ({ label, x: recalls, y: overall[index] })),
  ];
  return section("curves", "Precision and recall", "Taking more predictions finds more objects (to the right) and lets in more wrong ones (down). The further up and right a curve reaches, the better.",
    h("div", { class: "pair" },
      plot("All classes", "mean over the classes that have objects", lines, { x: "recall", y: "precision" }),
      classCurves()));
};

const classCurves = () => {
  const candidates = data.perClass.map((one, index) => ({ ...one, index })).filter((one) => one.pr.length > 0).sort((one, other) => (one.ap ?? 0) - (other.ap ?? 0));
  const chosen = new Set(candidates.slice(0, FIRST_CLASSES).map((one) => one.index));
  const place = h("div");
  const draw = () => place.replaceChildren(plot("Per class", `at an IoU of ${data.settings.iou}${candidates.length > FIRST_CLASSES ? "; at first the classes with the lowest AP" : ""}`,
    candidates.filter((one) => chosen.has(one.index)).map((one) => ({ label: one.name, x: recalls, y: one.pr })), { x: "recall", y: "precision" }));
  draw();
  if (candidates.length <= FIRST_CLASSES) return place;
  const boxes = candidates.map((one) => h("label", { class: "row" }, h("input", {
    type: "checkbox", checked: chosen.has(one.index),
    onchange: (event) => {
      if (event.target.checked) chosen.add(one.index);
      else chosen.delete(one.index);
      draw();
    },
  }), h("span", {}, `${one.name} (${figure(one.ap)})`)));
  return h("div", { class: "pane" }, place, h("details", {}, h("summary", {}, `Choose from ${plural(candidates.length, "class", "classes")}`), h("div", { class: "tw", tabindex: "0", role: "group", "aria-label": "Classes whose curves are drawn", style: { "max-height": "180px", "overflow-y": "auto" } }, boxes)));
};
