// What a confidence is worth: F1 against it, the reliability diagram, histograms of confidence and IoU.
const confidenceSection = () => {
  const { profile } = data;
  const line = (label, y, more) => ({ label, x: profile.score, y, ...more });
  return section("confidence", "Confidence", `Predictions below ${figure(data.confidence, 2)} are not counted. ${data.settings.confidence === null ? "That is where F1 is best." : "It was asked for."}`,
    h("div", { class: "pair" },
      plot("F1 against confidence", "all classes together, mean over the IoU thresholds", [line("F1", profile.f1), line("precision", profile.precision, { isFaint: true, colour: "--c3" }), line("recall", profile.recall, { isFaint: true, colour: "--c2" })],
        { x: "confidence", y: "F1", marker: { x: data.confidence, label: `chosen: ${figure(data.confidence, 2)}` } }),
      reliability(),
      scoreHistogram(),
      iouHistogram()));
};

const reliability = () => histogram("Reliability", "the share of right predictions in each bin of confidence; the dashed line is the mean confidence, where an honest model's bar ends",
  data.reliability.map((bin, index) => ({
    label: `Confidence ${bin.from} to ${bin.to}`,
    name: bin.count === 0 ? "no predictions" : `${percent(bin.precision)} of ${plural(bin.count, "prediction")} right, mean confidence ${percent(bin.meanScore)}`,
    parts: [{ value: bin.precision ?? 0, colour: bin.count > 0 && Math.abs(bin.precision - bin.meanScore) > 0.15 ? "--c2" : "--c1" }],
    text: bin.count === 0 ? "" : percent(bin.precision, 0), mark: bin.meanScore, address: bin.count > 0 ? `bin/${index}` : null,
  })),
  { from: "0", to: "1", x: "confidence", most: 1, key: [{ colour: "--c1", label: "right predictions" }, { colour: "--c2", label: "more than 15 points off" }] });

const scoreHistogram = () => {
  const bins = Array.from({ length: 20 }, (_, i) => ({ from: i / 20, to: (i + 1) / 20, right: 0, wrong: 0 }));
  const { kind, score } = store.matches;
  for (let i = 0; i < kind.length; i++) {
    if (kind[i] === FALSE_NEGATIVE) continue;
    const bin = bins.find((one) => inBin(score[i], one.from, one.to));
    if (!bin) continue;
    if (kind[i] === TRUE_POSITIVE) bin.right++;
    else bin.wrong++;
  }

  return histogram("Predictions by confidence", "all predictions, those below the chosen confidence too", bins.map((bin) => ({
    label: `Confidence ${bin.from} to ${bin.to}`, name: `${count(bin.right)} right, ${count(bin.wrong)} wrong`,
    parts: [{ value: bin.right, colour: "--right" }, { value: bin.wrong, colour: "--wrong" }],
    address: bin.right + bin.wrong > 0 ? `score/${bin.from}/${bin.to}` : null,
  })), {
    from: "0", to: "1", x: "confidence", threshold: { at: data.confidence, label: `chosen: ${figure(data.confidence, 2)}` },
    key: [{ colour: "--right", label: "right" }, { colour: "--wrong", label: "wrong" }],
  });
};

const iouHistogram = () => {
  const bins = Array.from({ length: 20 }, (_, i) => ({ from: i / 20, to: (i + 1) / 20, number: 0 }));
  const { kind, iou } = store.matches;
  for (let i = 0; i < kind.length; i++) {
    if (outcomeAt(i, store.confidence) !== TRUE_POSITIVE) continue;
    const bin = bins.find((one) => inBin(iou[i], one.from, one.to));
    if (bin) bin.number++;
  }

  // Nothing is found below the least threshold.
  const least = Math.min(0.5, data.settings.iou, ...Object.values(data.settings.classIou));
  const shown = bins.filter((bin) => bin.to > least);
  return histogram("Found objects by IoU", "how well the predictions of found objects fit", shown.map((bin) => ({
    label: `IoU ${bin.from} to ${bin.to}`, name: plural(bin.number, "object"), parts: [{ value: bin.number, colour: "--c1" }],
    address: bin.number > 0 ? `iou/${bin.from}/${bin.to}` : null,
  })), { from: `${shown[0].from}`, to: "1", x: "intersection over union" });
};
