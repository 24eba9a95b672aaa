// The metrics, each with what it says.
const METRICS = {
  mAP: ["mAP", "50–95 %", "The mean over the classes and over the IoU thresholds 0.50, 0.55 … 0.95 of the area under the precision–recall curve. The figure by which detectors are compared."],
  AP50: ["AP50", "loose boxes count", "The same at an IoU of 0.50 alone: a box counts when it roughly fits. A class without objects counts as 0 here."],
  AP75: ["AP75", "tight boxes count", "The same at an IoU of 0.75 alone: a box counts only when it fits well. Far below AP50, boxes are loose."],
  f1: ["F1", "precision and recall", "The harmonic mean of precision and recall at the chosen confidence, over classes and IoU thresholds. Classes without any prediction are left out."],
  AP50_coco: ["AP50 as COCO", "loose boxes count", "AP50 over the classes that have objects alone, as COCO counts it."],
  AP75_coco: ["AP75 as COCO", "tight boxes count", "AP75 over the classes that have objects alone, as COCO counts it."],
  f1_all_classes: ["F1, all classes", "missed classes are 0", "As F1, but a class that the model never predicts counts as 0."],
  precision: ["Precision", "of predictions, right", "The share of predictions that are right, over classes and IoU thresholds. Low: the model sees things that are not there."],
  recall: ["Recall", "of objects, found", "The share of objects that are found, over classes and IoU thresholds. Low: the model misses things."],
  iou: ["Mean IoU", "how well boxes fit", "How well the boxes of found objects fit: intersection over union, averaged."],
  classification_accuracy: ["Class accuracy", "right class", "Of the predictions that lie on an object, the share that name its class."],
  calibration_score: ["Calibration", "1 is honest", "1 minus the expected calibration error: whether a confidence of 0.8 means that 80 % are right."],
  f1_optimal_conf: ["Best confidence", "where F1 is best", "The confidence from which predictions should be taken: F1 is best there."],
  expected_calibration_error: ["Calibration error", "0 is best", "How far confidence and the share of right predictions lie apart on average. 0 is perfect."],
  maximum_calibration_error: ["Largest calibration error", "0 is best", "The same in the worst of ten bins of confidence."],
  custom_confidence_threshold: ["Confidence asked for", "as asked for", "The confidence from which predictions are counted, as asked for."],
  mIoU: ["mIoU", "mean over classes", "Intersection over union of pixels, averaged over the classes, background included. The main figure of semantic segmentation."],
  PixelAcc: ["Pixel accuracy", "of pixels, right", "The share of all pixels that have the right class. High as soon as the background is."],
  mPrecision: ["Precision", "of predicted pixels, right", "Of the pixels that are predicted as a class, the share that have it; mean over classes."],
  mRecall: ["Recall", "of pixels, found", "Of the pixels of a class, the share that are found; mean over classes."],
  mF1_score: ["F1", "precision and recall", "The harmonic mean of precision and recall of pixels; mean over the classes that have one."],
  mF1_all_classes: ["F1, all classes", "missed classes are 0", "As F1, but a class that is never predicted counts as 0."],
  mBoundaryIoU: ["Boundary IoU", "how well edges fit", "Intersection over union of thin bands along the edges: how exact the outlines are."],
};

const ERROR_WORDS = { boundary: "along the edges of areas that are found", extent: "beyond the edges of areas that are found: too much or too little of them", segment: "of whole areas that are invented or missed" };
const titleOfMetric = (name) => METRICS[name]?.[0] ?? name;
const hintOfMetric = (name) => METRICS[name]?.[1] ?? "";
const explain = (name) => {
  if (METRICS[name]) return METRICS[name][2];
  const error = /^m?(E|FP|FN)_(boundary|extent|segment)_oU(_renormed)?$/.exec(name);
  if (!error) return "";
  const which = { E: "Wrong pixels", FP: "Pixels too many", FN: "Pixels missing" }[error[1]];
  return `${which} ${ERROR_WORDS[error[2]]}, as a share of the union${error[3] ? " that the finer kinds of error leave" : ""}. 0 is best.`;
};

const metricSection = () => {
  const lower = (name) => /error|^m(E|FP|FN)_/.test(name);
  return section("metrics", "Metrics", "Every figure lies between 0 and 1. The names in the second column are those of experiment_info.json.",
    table("Metrics", [
      { title: "Metric", value: ([name]) => titleOfMetric(name), isHead: true, isFixed: true },
      { title: "Name", value: ([name]) => name, cell: ([name]) => h("code", {}, name), isExtra: true, isFixed: true },
      { title: "Value", value: ([, value]) => value, cell: ([name, value]) => lower(name) ? figure(value, 4) : measure(value, figure(value, 4)), isNumber: true, isFixed: true },
      { title: "What it says", value: ([name]) => explain(name), isWide: true, isFixed: true },
    ], data.metrics).element,
    settingsLine());
};

const settingsLine = () => {
  if (isSemantic) return null;
  const { iou, classIou, maxDetections } = data.settings;
  const own = Object.entries(classIou).map(([name, value]) => `${name} ${value}`).join(", ");
  return h("p", { class: "muted" }, `A prediction has found an object from an IoU of ${iou} on${own ? ` (${own})` : ""}; of each image and class the ${maxDetections} surest predictions count.`);
};
