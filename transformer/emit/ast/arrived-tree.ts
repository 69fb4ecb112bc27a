// The tree that reaches the transformer in; its text out, and where in that text its nodes are.
import type * as TypeScript from "typescript";
import { NodePlaces } from "./node-places.js";

type TS = typeof TypeScript;

/** A tree that can be planned: what its text says is what it is. */
export interface ArrivedTree {
  readonly text: string;
  readonly places: NodePlaces;
}

/** The nodes of a tree as the parser made it; `undefined` for one that another transformer has changed. */
export function readParsedTree(ts: TS, sourceFile: TypeScript.SourceFile): ArrivedTree | undefined {
  const places = new NodePlaces(ts);
  const waiting: TypeScript.Node[] = [sourceFile];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!ts.isParseTreeNode(node)) return undefined;
    places.enter(node);
    if (places.isSought(node)) {
      const start = node.getStart(sourceFile);
      places.place(node, start, start);
    }
    ts.forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
  return { text: sourceFile.text, places };
}

interface Writer {
  getTextPos(): number;
  getText(): string;
}

/** What TypeScript hands to transformers without naming it in its types. */
interface Printing {
  createTextWriter(newLine: string): Writer;
  createPrinter(
    options: TypeScript.PrinterOptions,
    handlers: TypeScript.PrintHandlers & { onBeforeEmitNode(node: TypeScript.Node | undefined): void },
  ): TypeScript.Printer & { writeFile(file: TypeScript.SourceFile, writer: Writer, map: undefined): void };
}

/**
 * Prints a tree that another transformer has changed, and notes where its nodes come to stand; `undefined` for one that
 * TypeScript cannot print.
 */
export function readChangedTree(ts: TS, sourceFile: TypeScript.SourceFile): ArrivedTree | undefined {
  const { createTextWriter, createPrinter } = ts as unknown as Printing;
  const writer = createTextWriter("\n");
  const places = new NodePlaces(ts);
  // A node that stands twice in the tree is known by its first place.
  const offsets = new Map<TypeScript.Node, number>();
  const onBeforeEmitNode = (node: TypeScript.Node | undefined): void => {
    if (!node) return;
    places.enter(node);
    if (places.isSought(node) && !offsets.has(node)) offsets.set(node, writer.getTextPos());
  };
  try {
    createPrinter({ noEmitHelpers: true }, { onBeforeEmitNode }).writeFile(sourceFile, writer, undefined);
  } catch {
    return undefined;
  }
  const text = writer.getText();
  for (const [node, offset] of offsets) {
    const start = firstToken(text, offset);
    places.place(node, start, firstToken(text, start, /[\s(]/));
  }
  return { text, places };
}

/** The first offset behind comments and whatever else is to be passed over. */
export function firstToken(text: string, offset: number, passed: RegExp = /\s/): number {
  let at = offset;
  for (;;) {
    while (passed.test(text[at] ?? "")) at++;
    if (text.startsWith("/*", at)) at = behind(text, "*/", at + 2);
    else if (text.startsWith("//", at)) at = behind(text, "\n", at);
    else return at;
  }
}

function behind(text: string, end: string, offset: number): number {
  const at = text.indexOf(end, offset);
  return at === -1 ? text.length : at + end.length;
}
