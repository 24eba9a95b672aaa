// The data of the report: columns as typed arrays, and what is looked up in them.
const data = globalThis.trainAppReport ?? null;
const experiment = globalThis.trainAppExperiment ?? null;

const TRUE_POSITIVE = 0;
const FALSE_POSITIVE = 1;
const FALSE_NEGATIVE = 2;
const MISCLASSIFIED = 3;

const columnTypes = { u8: Uint8Array, i32: Int32Array, f32: Float32Array, f64: Float64Array };
const unpack = (text) => {
  const [type, packed] = text.split(":");
  const binary = atob(packed);
  const raw = new Uint8Array(binary.length);
  for (let i = 0; i < raw.length; i++) raw[i] = binary.charCodeAt(i);
  return new columnTypes[type](raw.buffer);
};

const unpackAll = (columns) => Object.fromEntries(Object.entries(columns ?? {}).map(([name, value]) => [name, typeof value === "string" ? unpack(value) : value]));

/** Which rows belong to which image: rows of image i stand in order[start[i]] to order[start[i + 1] - 1]. */
const groupByImage = (images, number) => {
  const start = new Int32Array(number + 1);
  for (const image of images) start[image + 1]++;
  for (let i = 0; i < number; i++) start[i + 1] += start[i];
  const next = start.slice();
  const order = new Int32Array(images.length);
  for (let i = 0; i < images.length; i++) order[next[images[i]]++] = i;
  return { of: (image) => order.subarray(start[image], start[image + 1]) };
};

const loadStore = (source) => {
  const [images, truth, predictions, matches] = ["images", "truth", "predictions", "matches"].map((name) => unpackAll(source[name]));
  const number = images.name.length;
  const byImage = { matches: groupByImage(matches.image, number), truth: groupByImage(truth.image, number), predictions: groupByImage(predictions.image, number) };
  return { images, truth, predictions, matches, byImage, classes: source.classes, none: source.classes.length, confidence: source.confidence };
};

const store = data?.kind === "evaluation" ? loadStore(data) : null;
const isSemantic = Boolean(data?.semantic);
const className = (index) => index < store.none ? store.classes[index] : isSemantic ? "no class" : "none";

// Outlines lie in files of their own, fetched when one of their images is shown.
globalThis.trainAppShapes = {};
const shapeFiles = new Map();
const noShapes = Promise.resolve({ t: {}, p: {} });
const shapesOf = (image) => {
  if (!data.shapes) return noShapes;
  const file = Math.floor(image / data.shapes.imagesPerFile);
  if (!shapeFiles.has(file)) {
    shapeFiles.set(file, new Promise((resolve) => {
      const finish = () => resolve(globalThis.trainAppShapes[file] ?? { t: {}, p: {} });
      document.head.append(h("script", { src: `shapes/${file}.js`, onload: finish, onerror: finish }));
    }));
  }

  return shapeFiles.get(file);
};
