// The gallery: images of a selection, the worst first, filtered at once by outcome and confidence.
const PAGE_SIZE = 24;
const OUTCOMES = [["Found", "--right", ""], ["Wrong", "--wrong", ""], ["Missed", "--missed", "dash"]];
const SWATCHES = ["--right", "--wrong", "--missed", "--c8"];

let gallery = null;
let opener = null;

const openGallery = (address) => {
  opener = document.activeElement;
  if (location.hash === `#gallery/${address}`) showGallery();
  else location.hash = `gallery/${address}`;
};

/** Opens or closes the gallery as the address says. */
const showGallery = () => {
  const address = location.hash.startsWith("#gallery/") ? decodeURIComponent(location.hash.slice("#gallery/".length)) : null;
  const selection = address && selectionOf(address);
  if (gallery && (!selection || gallery.address !== address)) {
    gallery.isLeft = true;
    gallery.dialog.close();
  }

  if (selection && !gallery) buildGallery(selection);
};

const buildGallery = (selection) => {
  const state = { confidence: selection.confidence ?? 0, kinds: [true, true, true], order: "worst", page: 0, result: null };
  const total = h("span", { class: "muted", role: "status", "data-count": "" });
  const list = h("div", { class: `gallery${isSemantic ? " wide" : ""}` });
  const pager = h("nav", { class: "pager", "aria-label": "Pages of the gallery" });
  const body = h("div", { class: "sheet", tabindex: "-1" }, list, pager);
  const confidenceText = h("output", { class: "num" });
  const boxes = OUTCOMES.map(([name, colour, style], kind) => {
    const number = h("span", { class: "muted num" });
    const input = h("input", { type: "checkbox", checked: true, "data-kind": kind, onchange: (event) => { state.kinds[kind] = event.target.checked; restart(); } });
    return { number, element: h("label", {}, input, h("span", { class: `swatch ${style}`, style: { "--line": `var(${colour})` } }), name, number) };
  });
  const range = h("input", {
    type: "range", min: 0, max: 1, step: 0.01, "aria-label": "Confidence from",
    oninput: (event) => { state.confidence = event.target.valueAsNumber; restart(); },
  });
  range.valueAsNumber = state.confidence;
  const toggle = (name, text, isOn) => h("label", {}, h("input", { type: "checkbox", checked: isOn, onchange: (event) => list.classList.toggle(name, event.target.checked !== isOn) }), text);
  const close = h("button", { class: "btn", type: "button", onclick: () => dialog.close() }, "Close");
  const dialog = h("dialog", { "aria-labelledby": "gallery-title", id: "gallery" },
    h("div", { class: "sheet-top" },
      h("div", { class: "row" }, h("h2", { id: "gallery-title" }, h("span", {}, selection.title), total), close),
      h("div", { class: "row filters" },
        !isSemantic && [boxes.map((box) => box.element), h("label", {}, "Confidence from", range, confidenceText)],
        h("label", {}, "Order", h("select", { onchange: (event) => { state.order = event.target.value; restart(); } },
          [["worst", "worst first"], ["best", "best first"], !isSemantic && ["most", "most objects first"], ["name", "by name"]].filter(Boolean).map(([value, text]) => h("option", { value }, text)))),
        !isSemantic && [toggle("no-truth", "Truth", true), toggle("no-labels", "Labels", true), toggle("only", "Only these objects", false)])),
    body);

  const restart = () => {
    state.page = 0;
    update();
  };

  const update = () => {
    state.result = findMatches(selection, state.confidence, state.kinds, state.order);
    const { images, counts, total: number } = state.result;
    total.dataset.count = number;
    total.dataset.images = images.length;
    total.textContent = isSemantic ? plural(images.length, "image") : `${plural(number, "object")} in ${plural(images.length, "image")}`;
    boxes.forEach((box, kind) => { box.number.textContent = count(counts[kind]); });
    confidenceText.textContent = figure(state.confidence, 2);
    drawPage();
  };

  const drawPage = () => {
    const { images } = state.result;
    const pages = Math.max(1, Math.ceil(images.length / PAGE_SIZE));
    const from = state.page * PAGE_SIZE;
    list.replaceChildren(...images.slice(from, from + PAGE_SIZE).map((entry, index) => shotOf(entry, from + index, state)));
    if (images.length === 0) list.append(h("p", { class: "muted" }, "No image has such an object with these filters."));
    const go = (page) => {
      state.page = page;
      drawPage();
      body.scrollTop = 0;
    };
    pager.replaceChildren(...(pages > 1 ? [
      h("button", { class: "btn", type: "button", disabled: state.page === 0, onclick: () => go(state.page - 1) }, "Previous"),
      h("span", { class: "num" }, `${count(from + 1)}–${count(Math.min(images.length, from + PAGE_SIZE))} of ${count(images.length)}`),
      h("button", { class: "btn", type: "button", disabled: state.page >= pages - 1, onclick: () => go(state.page + 1) }, "Next"),
    ] : []));
  };

  dialog.addEventListener("close", () => {
    const { isLeft } = gallery;
    gallery = null;
    dialog.remove();
    if (!isLeft) history.replaceState(null, "", location.href.split("#")[0]);
    opener?.focus?.({ preventScroll: true });
  });
  gallery = { address: selection.address, dialog, isLeft: false };
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
  update();
};

const countTags = (counts) => [["ok", `${counts[0]} found`], ["bad", `${counts[1]} wrong`], ["warn", `${counts[2]} missed`]]
  .filter((_, kind) => counts[kind] > 0).map(([kind, text]) => h("span", { class: `tag ${kind}` }, text));

/** A card of the gallery. */
const shotOf = (entry, index, state) => {
  const { image } = entry;
  const name = store.images.name[image];
  const chosen = new Set(entry.matches);
  const markers = isSemantic ? [] : markersOf(image, state.confidence, (i) => chosen.has(i) || entry.matches.length === 0);
  const counts = [0, 1, 2].map((kind) => markers.filter((marker) => marker.kind === kind && marker.isChosen).length);
  const about = isSemantic ? h("span", { class: "muted" }, `mean IoU ${figure(1 - badnessOf(image))}`) : h("span", { class: "counts" }, countTags(counts));
  return h("article", { class: "shot" },
    h("button", { type: "button", onclick: () => openPicture(state, index) }, h("span", { class: "vh" }, `Open ${name}`), framesOf(image, markers, { pixels: 270 })),
    h("div", {}, h("span", { title: name }, h("bdi", {}, name)), about));
};

/** One image, large, with the list of its objects; the arrow keys lead to the next one. */
const openPicture = (state, first) => {
  const { images } = state.result;
  let index = first;
  const title = h("span");
  const place = h("span", { class: "muted num" });
  const detail = h("div", { class: "detail" });
  const dialog = h("dialog", { class: "picture", "aria-labelledby": "picture-title" },
    h("div", { class: "sheet-top" }, h("div", { class: "row" },
      h("h2", { id: "picture-title" }, title, place),
      h("button", { class: "btn", type: "button", "aria-label": "Previous image", onclick: () => go(-1) }, "←"),
      h("button", { class: "btn", type: "button", "aria-label": "Next image", onclick: () => go(1) }, "→"),
      h("button", { class: "btn", type: "button", onclick: () => dialog.close() }, "Close"))),
    detail);

  const go = (step) => {
    index = Math.max(0, Math.min(images.length - 1, index + step));
    draw();
  };

  const draw = () => {
    const { image, matches } = images[index];
    const chosen = new Set(matches);
    title.textContent = store.images.name[image];
    place.textContent = `${count(index + 1)} of ${count(images.length)}`;
    const markers = isSemantic ? [] : markersOf(image, state.confidence, (i) => chosen.has(i) || matches.length === 0);
    const frames = h("div", { class: "frames" }, framesOf(image, markers, { pixels: Math.min(820, innerWidth), allLabels: markers.length <= 40 }));
    detail.replaceChildren(frames, h("div", { class: "sheet", tabindex: "0", role: "group", "aria-label": "Objects of the image" }, isSemantic ? areaList(image) : objectList(markers)));
  };

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
  });
  const from = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    from?.focus();
  });
  document.body.append(dialog);
  draw();
  dialog.showModal();
};

const objectList = (markers) => {
  const rows = markers.filter((marker) => marker.kind !== TRUTH).sort((one, other) => other.isChosen - one.isChosen || other.kind - one.kind || (other.score ?? 0) - (one.score ?? 0));
  const light = (marker, isOn) => marker.element?.classList.toggle("hot", isOn);
  return h("ul", { class: "objects" }, rows.map((marker) => h("li", {}, h("button", {
    type: "button",
    onmouseenter: () => light(marker, true), onmouseleave: () => light(marker, false), onfocus: () => light(marker, true), onblur: () => light(marker, false),
  },
  h("span", { class: `swatch ${OUTCOMES[marker.kind][2]}`, style: { "--line": `var(${SWATCHES[marker.kind]})` } }),
  h("b", {}, marker.name), h("span", { class: "num" }, missing(marker.score) ? "" : marker.score.toFixed(3)),
  h("small", {}, describe(marker))))));
};

const describe = (marker) => marker.kind === FALSE_NEGATIVE ? "missed: no prediction found it"
  : marker.kind === TRUE_POSITIVE ? `found, IoU ${figure(marker.iou, 2)}`
  : marker.other ? `wrong: truly ${marker.other}, IoU ${figure(marker.iou, 2)}` : "wrong: nothing of the class is there";

const areaList = (image) => {
  const figures = data.semantic.perImage[image] ?? {};
  const names = new Set([...areasOf(image, "t"), ...areasOf(image, "p")].map((area) => area.name));
  return h("div", { class: "pane" },
    h("div", { class: "key" }, [...names].map((name) => h("span", {}, h("i", { class: "box", style: { "--line": colourOfClass(store.classes.indexOf(name)) } }), name))),
    h("dl", { class: "facts" }, Object.entries(figures).map(([name, value]) => [h("dt", {}, name), h("dd", { class: "num" }, figure(value))])));
};
