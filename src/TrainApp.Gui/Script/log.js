// The log: a list of which only the rows in sight are in the document. It holds the newest lines of the log, or those that a filter
// wants; older ones are fetched when somebody scrolls up to them. Lines become text, never markup.
const ROW = 18;
const MARGIN = 20;          // rows drawn beyond the edges
const MOST = 50_000;        // lines in memory
const PAGE = 1000;
const AGAIN = 1000;         // milliseconds until a failed reading is tried again
const NEAR = 60 * ROW;      // so close to an edge, the next page is fetched
const RANK = { debug: 0, info: 1, warning: 2, error: 3 };

const count = (number) => number.toLocaleString("en-US");
const size = (bytes) => bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * @param {HTMLElement} root holds the list (data-log=view) and its controls (data-log=level, search, follow, copy, note)
 * @param {number} run
 */
export function create(root, run) {
  const part = (name) => root.querySelector(`[data-log=${name}]`);
  const [view, note, followButton, search] = [part("view"), part("note"), part("follow"), part("search")];
  const pad = document.createElement("div");
  const rows = document.createElement("div");
  pad.className = "log-pad";
  rows.className = "log-rows";
  pad.append(rows);
  view.replaceChildren(pad);

  let lines = [];           // [place, level, text]
  let unfinished = "";      // what the last line says that is not whole yet
  let start = 0;            // where older lines end; 0: there are none
  let end = 0;              // the end of the newest line that was looked at
  let isDetached = false;   // newer lines than those held were let go
  let isFollowing = true;
  let matches = null;
  let isCounted = true;
  let level = "debug";
  let words = "";
  let pending = null;       // what arrives while a page is on its way
  let request = new AbortController();
  let isFetching = false;
  let isDirty = false;
  let shift = 0;            // pixels by which what is in sight moves when lines are added or dropped above it
  let placed = 0;           // where the list was put last

  const isFiltered = () => level !== "debug" || words !== "";
  const wants = (line) => RANK[line[1]] >= RANK[level] && (!words || line[2].toLowerCase().includes(words));
  const shown = () => lines.length + (unfinished && !isDetached && wants([0, "info", unfinished]) ? 1 : 0);
  const lineAt = (index) => index < lines.length ? lines[index] : [0, "info", unfinished];

  const paintText = (row, text) => {
    if (!words) {
      row.textContent = text;
      return;
    }

    row.textContent = "";
    const lower = text.toLowerCase();
    let from = 0;
    for (let at = lower.indexOf(words); at >= 0 && from < 2000; at = lower.indexOf(words, from)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(at, at + words.length);
      row.append(text.slice(from, at), mark);
      from = at + words.length;
    }

    row.append(text.slice(from));
  };

  const draw = () => {
    isDirty = false;
    const total = shown();
    pad.style.height = `${total * ROW}px`;
    if (isFollowing) view.scrollTop = view.scrollHeight;
    else if (shift) view.scrollTop += shift;
    shift = 0;
    placed = view.scrollTop;
    const first = Math.max(0, Math.floor(placed / ROW) - MARGIN);
    const needed = Math.min(total - first, Math.ceil(view.clientHeight / ROW) + 2 * MARGIN);
    rows.style.top = `${first * ROW}px`;
    while (rows.childElementCount < needed) rows.append(document.createElement("div"));
    while (rows.childElementCount > needed) rows.lastElementChild.remove();
    let row = rows.firstElementChild;
    for (let i = 0; i < needed; i++, row = row.nextElementSibling) {
      const [, kind, text] = lineAt(first + i);
      const key = `${kind} ${words} ${text}`;
      if (row.shownAs === key) continue;
      row.shownAs = key;
      row.className = kind;
      paintText(row, text);
    }
  };

  const redraw = () => {
    if (isDirty) return;
    isDirty = true;
    requestAnimationFrame(draw);
  };

  const tell = () => {
    note.textContent = isFiltered() && matches !== null
      ? `${count(matches)}${isCounted ? "" : "+"} ${matches === 1 ? "line" : "lines"}`
      : end > 0 ? size(end) : "empty";
    followButton.setAttribute("aria-pressed", isFollowing);
    view.dataset.follow = isFollowing;
  };

  const setFollowing = (value) => {
    if (isFollowing === value) return;
    isFollowing = value;
    if (value && isDetached) load();
    tell();
    redraw();
  };

  const append = (more) => {
    const taken = isFiltered() ? more.filter(wants) : more;
    if (matches !== null) matches += taken.length;
    if (isDetached || taken.length === 0) return;
    for (const line of taken) lines.push(line);
    if (lines.length <= MOST) return;
    if (!isFollowing) {
      // Nothing in sight is taken away; what came is there again at the end of the list.
      lines.length = MOST;
      isDetached = true;
      return;
    }

    lines = lines.slice(lines.length - Math.floor(MOST * 0.9));
    start = lines[0][0];
  };

  const ask = async (query) => {
    const parameters = new URLSearchParams({ count: PAGE, level, search: words, ...query });
    const reply = await fetch(`/api/runs/${run}/log/lines?${parameters}`, { signal: request.signal, cache: "no-store" });
    // A run that was moved away has no log any more.
    if (reply.status === 404) return { lines: [], start: 0, end: 0 };
    if (!reply.ok) throw new Error(`The log answered ${reply.status}.`);
    return reply.json();
  };

  const askAgain = async (mine) => {
    for (;;) {
      try {
        return await ask({});
      } catch (error) {
        if (mine.signal.aborted) throw error;
        note.textContent = "The log cannot be read just now; trying again.";
      }

      await new Promise((done) => setTimeout(done, AGAIN));
      mine.signal.throwIfAborted();
    }
  };

  // Reads the end of the log anew, however often it takes: without it nobody knows where the stream goes on.
  const read = async () => {
    request.abort();
    request = new AbortController();
    const mine = request;
    isFetching = true;
    pending ??= [];
    try {
      const page = await askAgain(mine);
      lines = page.lines;
      ({ start, end } = page);
      matches = page.matches ?? null;
      isCounted = page.countedAll ?? true;
      isDetached = false;
      const late = pending.filter((line) => line[0] >= page.end);
      pending = null;
      if (late.length > 0) end = Math.max(end, late.at(-1)[0] + 1);
      append(late);
      view.setAttribute("aria-busy", "false");
    } catch {
      return; // another reading has taken its place, or the log is gone from the page
    } finally {
      if (mine === request) isFetching = false;
    }

    tell();
    redraw();
  };

  let loading = null;
  const load = () => (loading = read());

  const fetchPage = async (query, use) => {
    if (isFetching) return;
    isFetching = true;
    const mine = request;
    try {
      use(await ask(query));
    } catch (error) {
      if (error.name !== "AbortError") note.textContent = "The log cannot be read just now.";
    } finally {
      if (mine === request) isFetching = false;
    }

    redraw();
  };

  const fetchOlder = () => fetchPage({ before: start }, (page) => {
    lines = page.lines.concat(lines);
    start = page.start;
    shift += page.lines.length * ROW;
    if (lines.length > MOST) {
      lines.length = MOST;
      isDetached = true;
    }
  });

  const fetchNewer = () => fetchPage({ after: lines.at(-1)[0] }, (page) => {
    const more = page.lines.slice(1);
    lines = lines.concat(more);
    if (lines.length > MOST) {
      const dropped = lines.length - MOST;
      lines = lines.slice(dropped);
      start = lines[0][0];
      shift -= dropped * ROW;
    }

    isDetached = more.length > 0;
    if (!isDetached) load();
  });

  const onScroll = () => {
    const isAtEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - 2;
    if (isFollowing && !isAtEnd && view.scrollTop < placed - 2) setFollowing(false);
    else if (!isFollowing && isAtEnd && !isDetached && view.scrollTop > placed) setFollowing(true);
    if (!isFollowing && start > 0 && view.scrollTop < NEAR) fetchOlder();
    if (!isFollowing && isDetached && !isFiltered() && lines.length > 0 && view.scrollTop + view.clientHeight > view.scrollHeight - NEAR) fetchNewer();
    redraw();
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (["ArrowUp", "PageUp", "Home"].includes(event.key) && view.scrollHeight > view.clientHeight) setFollowing(false);
    else if (event.key === "End") setFollowing(true);
    else if (event.key === "f") setFollowing(!isFollowing);
    else if (event.key === "/") search.focus();
    else return;
    if (event.key === "/") event.preventDefault();
  };

  const onFilter = (newLevel, newWords) => {
    if (newLevel === level && newWords === words) return;
    [level, words] = [newLevel, newWords];
    isFollowing = true;
    view.setAttribute("aria-busy", "true");
    load();
  };

  let typing = 0;
  const onLevel = (event) => onFilter(event.target.value, words);
  const onSearch = () => {
    clearTimeout(typing);
    typing = setTimeout(() => onFilter(level, search.value.trim().toLowerCase()), 200);
  };
  const onCopy = async () => {
    try {
      await navigator.clipboard.writeText(lines.map((line) => line[2]).join("\n"));
      note.textContent = `${count(lines.length)} lines copied`;
    } catch {
      note.textContent = "The browser does not allow copying here.";
    }
  };

  view.addEventListener("scroll", onScroll, { passive: true });
  view.addEventListener("wheel", (event) => { if (event.deltaY < 0 && view.scrollHeight > view.clientHeight) setFollowing(false); }, { passive: true });
  view.addEventListener("keydown", onKey);
  part("level").addEventListener("change", onLevel);
  search.addEventListener("input", onSearch);
  followButton.addEventListener("click", () => setFollowing(!isFollowing));
  part("copy").addEventListener("click", onCopy);
  const resized = new ResizeObserver(redraw);
  resized.observe(view);

  return {
    /** Reads the end of the log; gives the place where a stream goes on. */
    async load() {
      load();
      // A filter that is set meanwhile begins another reading.
      for (let awaited = null; awaited !== loading;) {
        awaited = loading;
        await awaited;
      }

      return end;
    },
    /** Takes the lines of an event of the stream. */
    push(data) {
      unfinished = data.unfinished ?? "";
      const more = data.lines.filter((line) => line[0] >= end);
      if (pending) {
        pending.push(...more);
        if (pending.length > MOST) pending.splice(0, pending.length - MOST);
      } else {
        append(more);
        end = Math.max(end, data.to);
      }

      tell();
      redraw();
    },
    dispose() {
      request.abort();
      clearTimeout(typing);
      resized.disconnect();
    },
  };
}
