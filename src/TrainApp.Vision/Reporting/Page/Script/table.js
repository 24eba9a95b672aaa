// Tables that can be sorted, and that show much only when asked.
const MOST_ROWS = 150;

/**
 * A table.
 * @param {string} label what it holds
 * @param {Array<{title: string, value?: Function, cell?: Function, isNumber?: boolean, isHead?: boolean, isWide?: boolean, isExtra?: boolean, className?: string}>} columns
 *   `value` gives what is sorted by; `cell` what is shown, otherwise the value
 * @param {Array} rows what the columns' functions are given
 */
const table = (label, columns, rows, { isTall = false, sorted = null } = {}) => {
  const body = h("tbody");
  const more = h("p");
  let order = sorted;
  let shown = MOST_ROWS;
  let current = rows;

  const compare = (one, other) => {
    const [left, right] = [order.column.value(one), order.column.value(other)];
    if (missing(left) || missing(right)) return missing(left) - missing(right);
    const result = typeof left === "string" ? left.localeCompare(right, "en", { numeric: true }) : left - right;
    return order.isFalling ? -result : result;
  };

  const classOf = (column) => [column.isNumber && "r", column.isWide && "wrap", column.isExtra && "hide-s", column.className].filter(Boolean).join(" ") || null;
  const draw = () => {
    const list = order ? [...current].sort(compare) : current;
    body.replaceChildren(...list.slice(0, shown).map((row) => h("tr", {}, columns.map((column) => {
      const content = (column.cell ?? column.value)(row);
      return h(column.isHead ? "th" : "td", { scope: column.isHead ? "row" : null, class: classOf(column) }, content);
    }))));
    more.replaceChildren(...(list.length > shown ? [h("button", { class: "btn small", type: "button", onclick: () => { shown = Infinity; draw(); } }, `Show all ${count(list.length)} rows`)] : []));
  };

  const heads = columns.map((column) => {
    const head = h("th", { scope: "col", class: classOf({ ...column, isWide: false, className: null }) });
    if (!column.value || column.isFixed) {
      head.append(column.title);
      return head;
    }

    head.append(h("button", {
      type: "button",
      onclick: () => {
        order = { column, isFalling: order?.column === column ? !order.isFalling : Boolean(column.isNumber) };
        mark();
        draw();
      },
    }, column.title));
    return head;
  });
  const mark = () => heads.forEach((head, index) => {
    if (order?.column === columns[index]) head.setAttribute("aria-sort", order.isFalling ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  mark();
  draw();
  const element = h("div", {},
    h("div", { class: `tw${isTall ? " tall" : ""}`, tabindex: "0", role: "group", "aria-label": label }, h("table", {}, h("thead", {}, h("tr", {}, heads)), body)), more);
  return { element, show: (list) => { current = list; draw(); } };
};

const measure = (value, text = figure(value)) => missing(value) ? "–"
  : h("span", { class: "measure" }, h("span", { class: "mini", "aria-hidden": "true" }, h("i", { style: { width: `${Math.max(0, Math.min(1, value)) * 100}%` } })), h("span", {}, text));
