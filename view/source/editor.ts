// The variables of the environment in; the link that opens a place in the reader's editor out.
import { basename } from "node:path";

/** Where a link leads. */
export interface EditorPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Schemes of editors that know one, by the program's name. */
const LINKS: Readonly<Record<string, (place: EditorPlace) => string>> = {
  code: fileLink("vscode"),
  "code-insiders": fileLink("vscode-insiders"),
  codium: fileLink("vscodium"),
  cursor: fileLink("cursor"),
  windsurf: fileLink("windsurf"),
  zed: fileLink("zed"),
  idea: openLink("idea"),
  webstorm: openLink("webstorm"),
  subl: openLink("subl"),
};

/** That of `VISUAL` or `EDITOR` where it has a scheme of its own, else Visual Studio Code's. */
export function editorLink(place: EditorPlace, env: NodeJS.ProcessEnv): string {
  const words = [env.VISUAL, env.EDITOR].map((command) => basename(command?.trim().split(/\s+/)[0] ?? ""));
  const name = words.find((word) => Object.hasOwn(LINKS, word)) ?? "code";
  return (LINKS[name] as (place: EditorPlace) => string)(place);
}

function fileLink(scheme: string): (place: EditorPlace) => string {
  return ({ path, line, column }) => {
    const rooted = path.startsWith("/") ? path : `/${path.replaceAll("\\", "/")}`;
    return `${scheme}://file${rooted.split("/").map(encodeURIComponent).join("/")}:${line}:${column}`;
  };
}

function openLink(scheme: string): (place: EditorPlace) => string {
  return ({ path, line, column }) =>
    `${scheme}://open?file=${encodeURIComponent(path)}&line=${line}&column=${column}`;
}
