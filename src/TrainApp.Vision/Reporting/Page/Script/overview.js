// What it comes to: the verdict, the main figures, what to look at.
const HEADLINES = ["mAP", "mIoU", "AP50", "AP75", "mBoundaryIoU", "f1", "mF1_score", "precision", "mPrecision", "recall", "mRecall", "iou", "PixelAcc"];

const overviewSection = () => {
  const metrics = new Map(data.metrics);
  const tiles = HEADLINES.filter((name) => metrics.has(name)).slice(0, 6).map((name, index) => h("div", { class: `tile${index === 0 ? " main" : ""}` },
    h("small", {}, titleOfMetric(name)), h("b", {}, figure(metrics.get(name))), h("em", {}, index === 0 ? "main figure" : hintOfMetric(name))));
  if (!isSemantic) tiles.push(h("div", { class: "tile" }, h("small", {}, "Confidence from"), h("b", {}, figure(data.confidence, 2)), h("em", {}, data.settings.confidence === null ? "where F1 is best" : "as asked for")));
  return section("overview", "Overview", null,
    h("p", { class: "verdict" }, data.verdict.sentence),
    h("div", { class: "tiles" }, tiles),
    h("div", { class: "findings" }, data.verdict.findings.map((finding) => h("div", { class: `finding ${finding.kind}` },
      h("b", {}, finding.title), h("p", {}, finding.text),
      finding.address && h("p", {}, link(finding.action, () => openGallery(finding.address)))))),
    data.facts.length > 0 && h("dl", { class: "facts" }, data.facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    data.missingPictures > 0 && h("p", { class: "msg warn" }, `${plural(data.missingPictures, "image")} could not be drawn; ${data.missingPictures === 1 ? "its objects are" : "their objects are"} shown without a picture.`));
};

/** The worst images, as a way into the gallery. */
const gallerySection = () => {
  const worst = isSemantic
    ? { images: store.images.name.map((_, image) => ({ image, matches: [], badness: badnessOf(image) })).sort((one, other) => other.badness - one.badness), total: 0 }
    : findMatches(selectionOf("errors"), store.confidence, [true, true, true]);
  const state = { confidence: store.confidence, result: worst };
  const ways = isSemantic ? [["everything", "All images"]] : [["errors", "All errors"], ["missed", "Missed objects"], ["confused", "Wrong class"], ["background", "Nothing there"], ["found", "Found"], ["all", "Everything"]];
  return section("gallery-start", "Images", isSemantic ? "The images with the lowest IoU: the truth at the left, the prediction at the right." : "The images with the most errors. Any number of this page – a cell, a bar, a class – leads to its own.",
    h("div", { class: "row" }, ways.map(([address, text]) => h("button", { class: "btn small", type: "button", onclick: () => openGallery(address) }, text))),
    !isSemantic && keyOf([{ colour: "--right", label: "found" }, { colour: "--wrong", label: "wrong" }, { colour: "--missed", label: "missed (dashed)" }]),
    h("div", { class: `gallery${isSemantic ? " wide" : ""}` }, worst.images.slice(0, isSemantic ? 6 : 8).map((entry, index) => shotOf(entry, index, state))),
    worst.images.length === 0 && h("p", { class: "muted" }, "No image has an error."));
};
