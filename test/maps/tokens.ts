// Written code and its source map in; each name and literal of it, with the place in the source that it maps to, out.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { eachMapping, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type * as typescript from "typescript";
import { loadTypeScript } from "../harness/typescript.js";

const ts = loadTypeScript();

/** What became of the tokens of one output. */
export interface MappedTokens {
  /** `file:line:column text` of each token that maps to the very same token of a source. */
  readonly right: ReadonlySet<string>;
  /** `file:line:column` of every place of a source to which anything maps. */
  readonly places: ReadonlySet<string>;
}

/** Reads the map of an output back; `folder` is what the places are relative to. */
export function mappedTokens(file: string, folder: string): MappedTokens {
  const code = readFileSync(file, "utf8");
  const map = new TraceMap(mapOf(file, code), file);
  const linesOf = (n: number) =>
    (map.sourcesContent?.[n] ?? readFileSync(map.resolvedSources[n] ?? "", "utf8"))
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/);
  const lines = new Map(map.resolvedSources.map((source, n) => [source, linesOf(n)]));
  const right = new Set<string>();
  for (const { text, line, column } of tokensOf(code)) {
    const { source, line: l, column: c } = originalPositionFor(map, { line, column });
    const found = source === null ? "" : (lines.get(source)?.[l - 1]?.slice(c) ?? "");
    if (startsWith(found, text)) right.add(`${placeOf(folder, source ?? "", l ?? 0, c ?? 0)} ${text}`);
  }
  const places = new Set<string>();
  eachMapping(map, ({ source, originalLine, originalColumn }) => {
    if (source !== null) places.add(placeOf(folder, source, originalLine, originalColumn));
  });
  return { right, places };
}

const placeOf = (folder: string, source: string, line: number, column: number) =>
  `${relative(folder, source)}:${line}:${column + 1}`;

function mapOf(file: string, code: string): string {
  const inline = /^\/\/# sourceMappingURL=data:application\/json[^,]*;base64,(.*)$/m.exec(code)?.[1];
  return inline ? Buffer.from(inline, "base64").toString() : readFileSync(`${file}.map`, "utf8");
}

interface Token {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** 0-based, in UTF-16 units. */
  readonly column: number;
}

function tokensOf(code: string): readonly Token[] {
  const file = ts.createSourceFile("output.js", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const tokens: Token[] = [];
  const visit = (node: typescript.Node): void => {
    if (isToken(node)) {
      const start = node.getStart(file);
      const { line, character } = file.getLineAndCharacterOfPosition(start);
      tokens.push({ text: node.getText(file), line: line + 1, column: character });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return tokens;
}

const isToken = (node: typescript.Node): boolean =>
  ts.isIdentifier(node) ||
  ts.isPrivateIdentifier(node) ||
  ts.isLiteralExpression(node) ||
  ts.isTemplateHead(node) ||
  node.kind === ts.SyntaxKind.ThisKeyword ||
  node.kind === ts.SyntaxKind.SuperKeyword;

const startsWith = (source: string, text: string): boolean =>
  source.startsWith(text) ||
  (/^["'`]/.test(text) && /^["'`]/.test(source) && source.slice(1).startsWith(text.slice(1, -1)));
