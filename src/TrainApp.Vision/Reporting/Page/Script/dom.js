// Elements. Whatever comes from data becomes a text node or an attribute, never markup.
const setStyle = (element, values) => {
  for (const [property, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) element.style.setProperty(property, value);
  }
};

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") setStyle(element, value);
    else element.setAttribute(name, value === true ? "" : value);
  }

  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** A part of the page with a title and a place in the rail. */
const section = (id, title, lead, ...content) =>
  h("section", { class: "card", id, "aria-labelledby": `${id}-title`, "data-title": title },
    h("h2", { id: `${id}-title`, tabindex: "-1" }, title), lead && h("p", { class: "lead" }, lead), content);

const link = (text, action, attributes = {}) => h("button", { class: "link", type: "button", onclick: action, ...attributes }, text);

let lastId = 0;
const freshId = (name) => `${name}-${++lastId}`;
