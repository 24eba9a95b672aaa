// What is chosen for the gallery: lines of the match list, and what each of them is at a confidence.

/** What a line of the match list is at a confidence: found, wrong, missed, or nothing (-1). */
const outcomeAt = (i, confidence) => {
  const kind = store.matches.kind[i];
  if (kind === FALSE_NEGATIVE) return FALSE_NEGATIVE;
  const counts = store.matches.score[i] >= confidence;
  if (kind === TRUE_POSITIVE) return counts ? TRUE_POSITIVE : FALSE_NEGATIVE;
  return counts ? FALSE_POSITIVE : -1;
};

const isMisclassified = (i) => store.matches.kind[i] === MISCLASSIFIED;
const predictedOf = (i, outcome) => outcome === FALSE_NEGATIVE ? store.none : store.matches.cls[i];
const trueOf = (i, outcome) => outcome !== FALSE_POSITIVE ? store.matches.cls[i] : isMisclassified(i) ? store.matches.trueClass[i] : store.none;

const cellTitle = (predicted, truly) => predicted === truly && predicted < store.none ? `Found: ${className(truly)}`
  : predicted === store.none ? `Missed: ${className(truly)}`
  : truly === store.none ? `Predicted as ${className(predicted)} where nothing is`
  : `Predicted as ${className(predicted)}, truly ${className(truly)}`;

const inBin = (value, from, to) => value > from && value <= to || from === 0 && value === 0;
const errorsOf = (title, wanted) => ({ title, has: (i, outcome) => wanted(i, outcome) });

/** The makers of selections by their word in the address. `confidence` is where the gallery's threshold stands at first. */
const selectionKinds = {
  all: () => errorsOf("All objects", () => true),
  errors: () => errorsOf("All errors", (i, outcome) => outcome !== TRUE_POSITIVE),
  found: () => errorsOf("Objects that were found", (i, outcome) => outcome === TRUE_POSITIVE),
  missed: () => errorsOf("Objects that were missed", (i, outcome) => outcome === FALSE_NEGATIVE),
  wrong: () => errorsOf("Wrong predictions", (i, outcome) => outcome === FALSE_POSITIVE),
  background: () => errorsOf("Predictions where nothing is", (i, outcome) => outcome === FALSE_POSITIVE && !isMisclassified(i)),
  confused: () => errorsOf("Predictions of the wrong class", (i, outcome) => outcome === FALSE_POSITIVE && isMisclassified(i)),
  cell: (predicted, truly) => ({ title: cellTitle(predicted, truly), has: (i, outcome) => predictedOf(i, outcome) === predicted && trueOf(i, outcome) === truly }),
  class: (wanted) => ({ title: `Class ${className(wanted)}`, has: (i, outcome) => predictedOf(i, outcome) === wanted || trueOf(i, outcome) === wanted }),
  "class-missed": (wanted) => ({ title: `Missed: ${className(wanted)}`, has: (i, outcome) => outcome === FALSE_NEGATIVE && store.matches.cls[i] === wanted }),
  "class-wrong": (wanted) => ({ title: `Wrongly predicted as ${className(wanted)}`, has: (i, outcome) => outcome === FALSE_POSITIVE && store.matches.cls[i] === wanted }),
  pair: (one, other) => ({
    title: `${className(one)} and ${className(other)} confused`,
    has: (i, outcome) => outcome === FALSE_POSITIVE && (predictedOf(i, outcome) === one && trueOf(i, outcome) === other || predictedOf(i, outcome) === other && trueOf(i, outcome) === one),
  }),
  iou: (from, to) => ({ title: `Found with an IoU of ${from} to ${to}`, has: (i, outcome) => outcome === TRUE_POSITIVE && inBin(store.matches.iou[i], from, to) }),
  score: (from, to) => ({ title: `Predictions with a confidence of ${from} to ${to}`, confidence: 0, has: (i, outcome) => outcome >= 0 && outcome !== FALSE_NEGATIVE && inBin(store.matches.score[i], from, to) }),
  bin: (index) => {
    const { from, to } = data.reliability[index];
    return { title: `Predictions with a confidence of ${from} to ${to}`, confidence: 0, has: (i, outcome) => outcome >= 0 && outcome !== FALSE_NEGATIVE && store.matches.score[i] > from && store.matches.score[i] <= to };
  },
  image: (image) => ({ title: store.images.name[image], has: (i) => store.matches.image[i] === image }),
  health: (index) => {
    const { title, images } = data.dataset.health[index];
    const wanted = new Set(images);
    return { title, images, has: (i) => wanted.has(store.matches.image[i]) };
  },
  everything: () => ({ title: "All images", images: store.images.name.map((_, image) => image), has: () => true }),
  pixels: (truly, predicted) => {
    const images = data.semantic.cells.find((cell) => cell.truly === truly && cell.predicted === predicted)?.images ?? [];
    return { title: truly === predicted ? `Images where ${className(truly)} is found` : `Images where ${className(truly)} is predicted as ${className(predicted)}`, images, has: () => false };
  },
};

/** A selection by its address, such as "cell/3/5"; null for one that says nothing. */
const selectionOf = (address) => {
  const [kind, ...parts] = address.split("/");
  const numbers = parts.map(Number);
  const maker = Object.hasOwn(selectionKinds, kind) ? selectionKinds[kind] : null;
  if (!store || !maker || numbers.length < maker.length || numbers.some(Number.isNaN)) return null;
  try {
    return { address, confidence: store.confidence, ...maker(...numbers) };
  } catch {
    // An address of another report.
    return null;
  }
};

/** The lines of a selection at a confidence, by image, the worst image first. */
const findMatches = (selection, confidence, kinds, order = "worst") => {
  const images = new Map();
  const counts = [0, 0, 0];
  for (let i = 0; i < store.matches.kind.length; i++) {
    const outcome = outcomeAt(i, confidence);
    if (outcome < 0 || !selection.has(i, outcome)) continue;
    counts[outcome]++;
    if (!kinds[outcome]) continue;
    const image = store.matches.image[i];
    let entry = images.get(image);
    if (!entry) images.set(image, entry = { image, matches: [], errors: 0, looseness: 0 });
    entry.matches.push(i);
    // A wrong prediction weighs more the surer the model is of it.
    if (outcome === TRUE_POSITIVE) entry.looseness = Math.max(entry.looseness, 1 - store.matches.iou[i]);
    else entry.errors += outcome === FALSE_NEGATIVE ? 1 : 1 + store.matches.score[i];
  }

  for (const image of selection.images ?? []) if (!images.has(image)) images.set(image, { image, matches: [], errors: 0, looseness: badnessOf(image) });
  const found = [...images.values()];
  const worst = (one, other) => other.errors - one.errors || other.looseness - one.looseness || one.image - other.image;
  const orders = {
    worst: worst,
    best: (one, other) => worst(other, one),
    most: (one, other) => other.matches.length - one.matches.length || worst(one, other),
    name: (one, other) => store.images.name[one.image].localeCompare(store.images.name[other.image], "en", { numeric: true }),
  };
  return { images: found.sort(orders[order]), counts, total: kinds.reduce((sum, isShown, kind) => sum + (isShown ? counts[kind] : 0), 0) };
};

/** How bad an image of semantic segmentation is, from 0 to 1. */
const badnessOf = (image) => {
  const figures = data.semantic?.perImage[image];
  const iou = figures && (figures.iou ?? figures.IoU ?? figures.mIoU);
  return missing(iou) ? 0 : 1 - iou;
};
