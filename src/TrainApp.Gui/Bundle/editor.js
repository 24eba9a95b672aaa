// The YAML editor: CodeMirror 6, bundled. It takes the place of the text area that the page has without it.
// .NET owns the text. What is typed goes there after a short rest; what others change comes here and is laid under what is
// being typed, so that nobody's letters are lost.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, ChangeSet, Compartment, EditorState, Text, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const rest = 150;          // from a key to the sending
const again = 1000;        // until a text that was not taken is sent once more
const patience = 5000;     // for an answer: a call into a connection that went away may never get one
const fromServer = Annotation.define();

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--ed-key)" },
  { tag: [tags.string, tags.content], color: "var(--ed-str)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--ed-num)" },
  { tag: tags.comment, color: "var(--ed-com)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--ed-pun)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--ed-fg)", backgroundColor: "var(--ed-bg)", fontSize: "13px", maxHeight: "inherit" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--ed-gut)", color: "var(--ed-com)", border: "none" },
  ".cm-content": { caretColor: "var(--ed-fg)" },
  ".cm-cursor": { borderLeftColor: "var(--ed-fg)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--ed-line) 75%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--ed-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--pri) 28%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--pri) 16%, transparent)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--pri) 22%, transparent)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--sel)", border: "none", color: "var(--fg-2)", padding: "0 4px" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--fg)", border: "1px solid var(--border)", borderRadius: "8px", overflow: "hidden" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--pri)", color: "var(--pri-fg)" },
  ".cm-completionDetail": { color: "inherit", fontStyle: "normal", opacity: ".8" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "320px", padding: "6px 10px" },
  ".cm-lore": { padding: "6px 10px", maxWidth: "360px", fontSize: "12.5px" },
  ".cm-lore b": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" },
  ".cm-lore p": { margin: "2px 0 0", color: "var(--fg-2)" },
  ".cm-diagnostic": { padding: "6px 10px", borderLeftWidth: "4px", fontFamily: "system-ui, sans-serif" },
  ".cm-panels": { backgroundColor: "var(--ed-gut)", color: "var(--fg)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--border)" },
  ".cm-textfield": { backgroundColor: "var(--bg)", border: "1px solid var(--border)", borderRadius: "6px", color: "inherit", width: "auto" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--panel)", border: "1px solid var(--border)", borderRadius: "6px", color: "inherit" },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--warn) 30%, transparent)" },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in srgb, var(--warn) 55%, transparent)" },
});

/** The keys from the top to the line of a place, by indentation. */
function pathAt(doc, line) {
  const own = /^(\s*)(?:"([^"]*)"|([^\s:#"'-][^:#]*?))?\s*(?::|$)/.exec(line.text);
  let indent = own ? own[1].length : 0;
  const keys = [];
  for (let number = line.number - 1; number >= 1 && indent > 0; number--) {
    const found = /^(\s*)(?:"([^"]*)"|([^\s:#"'-][^:#]*?))\s*:/.exec(doc.line(number).text);
    if (found && found[1].length < indent) {
      keys.unshift(found[2] ?? found[3]);
      indent = found[1].length;
    }
  }
  return { parents: keys, key: own?.[2] ?? own?.[3] ?? "" };
}

const joined = (keys) => keys.join(".");

/** Keys that the section of the line may still have, and the values of the line's key. */
function completions(schema) {
  const items = [...schema.values()];
  const valuesOf = (item) => item.choices ?? (item.kind === "bool" ? ["true", "false"] : []);
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const { parents, key } = pathAt(context.state.doc, line);
    const value = /:\s+([\w.+-]*)$/.exec(before);
    if (value) {
      const item = schema.get(joined([...parents, key]));
      const values = item ? [...valuesOf(item), ...(item.isNullable ? ["null"] : [])] : [];
      return values.length ? { from: context.pos - value[1].length, options: values.map((label) => ({ label, type: "enum", detail: label === item.shown ? "default" : undefined })), validFor: /^[\w.+-]*$/ } : null;
    }
    const start = /^(\s*)([\w.-]*)$/.exec(before);
    if (!start || (!context.explicit && !start[2])) return null;
    const section = joined(parents);
    const options = items
      .filter((item) => item.section === section)
      .map((item) => ({ label: item.key, type: item.kind === "section" ? "namespace" : "property", detail: item.type, info: item.about || undefined, apply: item.kind === "section" ? `${item.written}:` : `${item.written}: ` }));
    return options.length ? { from: context.pos - start[2].length, options, validFor: /^[\w.-]*$/ } : null;
  };
}

/** What a key means, where the pointer rests. */
function lore(schema) {
  return hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos);
    const { parents, key } = pathAt(view.state.doc, line);
    const item = schema.get(joined([...parents, key]));
    if (!item) return null;
    return {
      pos: line.from + line.text.search(/\S|$/),
      above: true,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "cm-lore";
        const name = document.createElement("b");
        name.textContent = item.path;
        dom.append(name, ` ${item.type}`);
        for (const text of [item.about, item.shown === undefined ? "" : `Default: ${item.shown}`]) {
          if (!text) continue;
          const paragraph = document.createElement("p");
          paragraph.textContent = text;
          dom.append(paragraph);
        }
        return { dom };
      },
    };
  });
}

/** The smallest change that makes one text of another. */
function difference(from, to) {
  const [a, b] = [from.toString(), to.toString()];
  if (a === b) return null;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) { endA--; endB--; }
  return { from: start, to: endA, insert: b.slice(start, endB) };
}

const textOf = (text) => Text.of(text.split(/\r\n?|\n/));
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What a page that was left had not sent; it is handed out once. */
function takeUnsent(key) {
  try {
    const unsent = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
    return unsent;
  } catch {
    return null;
  }
}

/**
 * Makes an editor.
 * @param parent Where it is put.
 * @param dotnet Has TakeText(text, version, revision), which answers whether the text was taken.
 * @param options text, revision, label, isReadOnly, schema: a list of what the hyperparameters may hold.
 */
export function create(parent, dotnet, options) {
  const schema = new Map((options.schema ?? []).map((item) => [item.path, item]));
  const nonce = globalThis.trainAppNonce;
  const access = new Compartment();
  const accessOf = (isReadOnly) => [EditorState.readOnly.of(isReadOnly), EditorView.contentAttributes.of({ tabindex: "0", "aria-label": options.label, "aria-readonly": String(isReadOnly) })];
  let isDisposed = false;
  let timer = 0;
  let version = 0;
  let revision = options.revision;
  // The text that .NET has, what was sent and not answered, and what was typed since.
  const key = `trainapp.unsent.${location.pathname}.${options.label}`;
  const unsent = options.isReadOnly ? null : takeUnsent(key);
  // The last text that was sent may have arrived.
  let base = textOf(!unsent ? options.text : options.text === unsent.sent || options.text === unsent.text ? options.text : unsent.base);
  const begin = unsent ? textOf(unsent.text) : base;
  let typed = ChangeSet.of(difference(base, begin) ?? [], base.length);
  let sent = null;
  let answer = null;
  let lastSent = null;
  let waiting = null;

  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: begin,
      extensions: [
        nonce ? EditorView.cspNonce.of(nonce) : [],
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), search({ top: false }),
        autocompletion({ override: [completions(schema)] }), lore(schema),
        yaml(), indentUnit.of("  "), syntaxHighlighting(colours), theme, EditorView.lineWrapping,
        access.of(accessOf(options.isReadOnly)),
        // Tab is not bound: it leaves the editor.
        // Ctrl+Enter starts the run (keys.js): it must not change the text.
        keymap.of([{ key: "Mod-Enter", run: () => true }, ...completionKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          version++;
          if (update.transactions.some((transaction) => transaction.annotation(fromServer))) return;
          typed = typed.compose(update.changes);
          sendSoon();
        }),
      ],
    }),
  });

  if (unsent) {
    lay(options.text, options.revision);
    if (typed.empty) version = 0;
  }

  function sendSoon(milliseconds = rest) {
    clearTimeout(timer);
    timer = setTimeout(send, milliseconds);
  }

  function send() {
    clearTimeout(timer);
    if (!isDisposed && !sent && !typed.empty) answer = transmit();
    return answer;
  }

  async function transmit() {
    const [doc, at] = [view.state.doc, version];
    lastSent = doc;
    [sent, typed] = [typed, ChangeSet.empty(doc.length)];
    let isTaken = false;
    try {
      isTaken = await Promise.race([dotnet.invokeMethodAsync("TakeText", doc.toString(), at, revision), pause(patience)]) === true;
    } catch { /* The connection is away; the page comes back by itself. */ }
    if (isDisposed) return;
    if (isTaken) base = doc;
    else typed = sent.compose(typed);
    sent = null;
    if (waiting) {
      const { text, number } = waiting;
      waiting = null;
      lay(text, number);
    }
    if (!typed.empty && !view.state.readOnly) sendSoon(isTaken ? rest : again);
  }

  /** Sends what was typed without a rest; answers whether .NET has all of it. */
  async function flush() {
    const end = Date.now() + patience;
    while (!isDisposed && (sent || !typed.empty) && !view.state.readOnly && Date.now() < end) {
      await Promise.race([send(), pause(end - Date.now())]);
      // Not taken: another text is on its way here.
      if (!sent && !typed.empty) await pause(50);
    }

    return typed.empty && !sent;
  }

  const onFlush = (event) => event.detail.push(flush());

  // A page that is loaded again, as after a restart of the server, goes on with what was typed.
  const onLeave = () => {
    if (view.state.readOnly || (!sent && typed.empty)) return;
    try {
      sessionStorage.setItem(key, JSON.stringify({ base: base.toString(), sent: lastSent?.toString(), text: view.state.doc.toString() }));
    } catch { /* private window, or a text that is too long for it */ }
  };
  const onReturn = () => takeUnsent(key);
  document.addEventListener("trainapp-flush", onFlush);
  addEventListener("pagehide", onLeave);
  addEventListener("pageshow", onReturn);

  /** Takes a text of .NET and puts what was typed on top of it. */
  function lay(text, number) {
    revision = number;
    const theirs = textOf(text);
    const change = difference(base, theirs);
    base = theirs;
    if (change) {
      const changes = ChangeSet.of(change, typed.length);
      const onTop = changes.map(typed);
      typed = typed.map(changes, true);
      view.dispatch({ changes: onTop, annotations: [fromServer.of(true), Transaction.addToHistory.of(false)] });
    }
    if (!typed.empty) sendSoon();
  }

  const place = (line, column) => {
    const found = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
    return Math.min(found.from + Math.max(0, column - 1), found.to);
  };

  return {
    /** Another text, made elsewhere. Answers the version of what is shown, or -1 while something typed is not sent. */
    set(text, number) {
      if (sent) waiting = { text, number };
      else lay(text, number);
      return sent || !typed.empty ? -1 : version;
    },
    /** Marks mistakes in the text of a version; those of another text are not shown. */
    mark(problems, of) {
      if (of !== version) return;
      view.dispatch(setDiagnostics(view.state, problems.map((problem) => {
        const from = place(problem.line, problem.column);
        return { from, to: Math.max(from, place(problem.endLine, problem.endColumn)), severity: problem.severity, message: problem.message };
      })));
    },
    setReadOnly(isReadOnly) {
      view.dispatch({ effects: access.reconfigure(accessOf(isReadOnly)) });
    },
    reveal(line, column) {
      const at = place(line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    async dispose() {
      document.removeEventListener("trainapp-flush", onFlush);
      removeEventListener("pagehide", onLeave);
      removeEventListener("pageshow", onReturn);
      await flush();
      isDisposed = true;
      clearTimeout(timer);
      view.destroy();
    },
  };
}
