// An image with what is drawn over it.
const TRUTH = 3;
const KIND_NAMES = ["found", "wrong", "missed", "truth"];
const MOST_LABELS = 14;
const pixelsOfArea = (rings) => rings.map((ring) => {
  let path = "";
  for (let i = 0; i < ring.length; i += 2) path += `${i ? "L" : "M"}${ring[i]} ${ring[i + 1]}`;
  return `${path}Z`;
}).join("");

/** What is drawn of an image: the lines of the match list at a confidence, and the truth that was found. */
const markersOf = (image, confidence, isChosen) => {
  const markers = [];
  const { matches, truth, predictions } = store;
  for (const i of store.byImage.matches.of(image)) {
    const outcome = outcomeAt(i, confidence);
    if (outcome < 0) continue;
    const isOfTruth = outcome === FALSE_NEGATIVE;
    const objects = isOfTruth ? truth : predictions;
    const object = isOfTruth ? matches.truth[i] : matches.prediction[i];
    const chosen = isChosen(i, outcome);
    markers.push({
      kind: outcome, match: i, isChosen: chosen, box: objects.box.subarray(object * 4, object * 4 + 4), set: isOfTruth ? "t" : "p", object,
      name: store.classes[matches.cls[i]], score: isOfTruth ? null : matches.score[i], iou: isOfTruth ? null : matches.iou[i],
      other: outcome === FALSE_POSITIVE && isMisclassified(i) ? store.classes[matches.trueClass[i]] : null,
    });
    if (matches.truth[i] >= 0 && !isOfTruth && outcome === TRUE_POSITIVE) {
      const found = matches.truth[i];
      markers.push({ kind: TRUTH, match: i, isChosen: chosen, box: truth.box.subarray(found * 4, found * 4 + 4), set: "t", object: found, name: store.classes[truth.cls[found]] });
    }
  }

  return markers;
};

const colourOfClass = (index) => `hsl(${(index * 137.508 + 210) % 360} 72% 55%)`;

/** What is drawn of an image of semantic segmentation: its areas, in the colours of the classes. */
const areasOf = (image, set) => {
  const [objects, group] = set === "t" ? [store.truth, store.byImage.truth] : [store.predictions, store.byImage.predictions];
  return [...group.of(image)].map((object) => ({ kind: TRUTH, isChosen: true, set, object, box: objects.box.subarray(object * 4, object * 4 + 4), name: store.classes[objects.cls[object]], colour: colourOfClass(objects.cls[object]) }));
};

const labelOf = (marker) => marker.kind === TRUTH ? null : `${marker.name}${missing(marker.score) ? "" : ` ${marker.score.toFixed(2)}`}`;

/** Where a label stands: above its box, that of a missed object below it, since a wrong prediction often lies on one. */
const labelAt = (marker, picture, size, unit) => {
  const [left, top, right, bottom] = marker.box;
  const above = top > size * 1.3 ? top - 3 * unit : top + size;
  const below = bottom + size * 1.2 < picture.height ? bottom + size : bottom - 3 * unit;
  const isRight = left > picture.width * 0.7;
  return { x: isRight ? Math.min(right, picture.width) - 2 * unit : Math.max(0, left) + 2 * unit, y: marker.kind === FALSE_NEGATIVE ? below : above, "text-anchor": isRight ? "end" : null };
};

const markOf = (marker, picture, rings, unit, withLabel) => {
  const [left, top, right, bottom] = marker.box;
  const shape = rings
    ? [svg("path", { class: "area", d: pixelsOfArea(rings) }), svg("path", { class: "mark-under", d: pixelsOfArea(rings) }), svg("path", { class: "mark-box", d: pixelsOfArea(rings) })]
    : ["mark-under", "mark-box"].map((name) => svg("rect", { class: name, x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) }));
  const text = withLabel && labelOf(marker);
  const size = 11.5 * unit;
  return svg("g", { class: `t${marker.kind}${marker.isChosen ? "" : " dim"}`, style: { "--ink": marker.colour } },
    shape, text && svg("text", { ...labelAt(marker, picture, size, unit), "font-size": size, "stroke-width": 2.6 * unit }, text));
};

/**
 * A picture and its markers.
 * @param {{width: number, height: number, source: string|null}} picture
 * @param {Array} markers
 * @param {{pixels: number, label?: string|null, shapes?: Promise|null, isSolid?: boolean, allLabels?: boolean}} how
 *   `pixels` is about how wide it is shown
 */
const frameOf = (picture, markers, { pixels, label = null, shapes = null, isSolid = false, allLabels = false }) => {
  const unit = Math.max(picture.width / pixels, picture.height / (pixels * 0.75));
  const drawing = svg("svg", { viewBox: `0 0 ${picture.width} ${picture.height}`, class: isSolid ? "solid" : null, "aria-hidden": "true" });
  const chosen = markers.filter((marker) => marker.isChosen && marker.kind !== TRUTH);
  // Faint ones and the truth lie below.
  const ordered = [...markers].sort((one, other) => one.isChosen - other.isChosen || (other.kind === TRUTH) - (one.kind === TRUTH));
  const draw = (files) => drawing.replaceChildren(...ordered.map((marker) => {
    const mark = markOf(marker, picture, files?.[marker.set]?.[marker.object] ?? null, unit, allLabels || (marker.isChosen && chosen.length <= MOST_LABELS));
    marker.element = mark;
    return mark;
  }));
  if (shapes) shapes.then(draw);
  else draw(null);
  return h("span", { class: "frame", "aria-hidden": "true" },
    picture.source ? h("img", { src: picture.source, alt: "", loading: "lazy", decoding: "async" }) : h("span", { class: "none" }, "No picture"),
    drawing, label && h("em", {}, label));
};

const pictureOf = (image) => ({
  width: Math.max(1, store.images.width[image]), height: Math.max(1, store.images.height[image]),
  source: store.images.picture[image] ? `images/${image}.jpg` : null,
});

/** The pictures of an image: one with the matches, or for semantic segmentation truth and prediction. */
const framesOf = (image, markers, how) => {
  const shapes = data.shapes ? shapesOf(image) : null;
  return isSemantic
    ? [["t", "truth"], ["p", "prediction"]].map(([set, label]) => frameOf(pictureOf(image), areasOf(image, set), { ...how, label, shapes, isSolid: true }))
    : [frameOf(pictureOf(image), markers, { ...how, shapes })];
};
