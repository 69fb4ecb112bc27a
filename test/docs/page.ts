// A page of the documentation in; its code blocks, tables and links out.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../toolchains/temporary-project.js";

/** A fenced block of code. */
export interface Block {
  /** The words behind the fence: the language, and what a test has to know. */
  readonly info: string;
  readonly text: string;
  /** The nearest heading above. */
  readonly heading: string;
  /** The file that its first line names: `// src/main.ts`. */
  readonly file: string | undefined;
}

/** Reads a page, by its path in the repository. */
export const readPage = (name: string): string => readFileSync(join(REPOSITORY, name), "utf8");

/** The part of a page from a heading to the next one of the same depth or less. */
export function sectionOf(page: string, heading: string): string {
  const depth = /^#*/.exec(heading)?.[0].length ?? 1;
  const start = page.indexOf(`\n${heading}\n`);
  if (start === -1) throw new Error(`There is no heading "${heading}"`);
  const rest = page.slice(start + heading.length + 2);
  const end = new RegExp(`^#{1,${depth}} `, "m").exec(rest)?.index ?? rest.length;
  return rest.slice(0, end);
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const text = match[2] as string;
    const headings = [...page.slice(0, match.index).matchAll(/^#+ (.*)$/gm)];
    return {
      info: match[1] as string,
      text,
      heading: headings.at(-1)?.[1] ?? "",
      file: /^\/\/ (\S+\.\w+)\n/.exec(text)?.[1],
    };
  });
}

/** The rows of all tables of a text, cells without their white space, heads left out. */
export function rowsOf(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  const isHead = (index: number) => /^\|[\s|:-]+\|$/.test(lines[index + 1] ?? "");
  return lines
    .filter((line, index) => !isHead(index) && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|")),
    );
}

/** Everything between single backticks in a cell. */
export const codesOf = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);

/** The whole of a cell that is one piece of code. */
export const codeOf = (cell: string): string => cell.replace(/^`|`$/g, "");
