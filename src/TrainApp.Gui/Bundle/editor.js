// The YAML editor: CodeMirror 6, bundled. It takes the place of the text area that the page has without it.
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { yaml } from "@codemirror/lang-yaml";

export function create(parent, text) {
  const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions: [lineNumbers(), yaml()] }) });
  return { dispose: () => view.destroy() };
}
