// The rooms of a part of the product in, a Mermaid picture of who imports whom out; `npm run rooms` puts them into the page.
import { readFileSync, writeFileSync } from "node:fs";
import { arrowsOf, isOf, type Part, roomArrows, sourceFiles } from "./read.js";

const PAGE = "docs/architecture.md";

/** Arrows that follow from others are left out, so that the picture can be read. */
function essential(rooms: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly [string, string])[] {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(rooms.get(from) ?? [])].some((each) => {
      if (each === to) return true;
      if (seen.has(each)) return false;
      seen.add(each);
      return reaches(each, to, seen);
    });
  return [...rooms].flatMap(([from, below]) =>
    [...below]
      .filter((to) => ![...below].some((other) => other !== to && reaches(other, to)))
      .map((to) => [from, to] as const),
  );
}

/** The picture of one part. */
export function drawing(root: string, part: Part): string {
  const files = sourceFiles(root).filter((file) => isOf(part, file));
  const lines = essential(roomArrows(arrowsOf(root, files))).map(
    ([from, to]) => `  ${idOf(from)}["${from}"] --> ${idOf(to)}["${to}"]`,
  );
  return ["flowchart TD", ...lines.sort()].join("\n");
}

function idOf(room: string): string {
  return room.replaceAll(/[^a-z]/g, "_");
}

/** The page with its pictures as the code has them. */
export function withDrawings(root: string, page: string): string {
  return page.replaceAll(
    /```mermaid (runtime|build|view)\n[\s\S]*?```/g,
    (_, part: Part) => `\`\`\`mermaid ${part}\n${drawing(root, part)}\n\`\`\``,
  );
}

if (process.argv[1]?.endsWith("draw.mjs")) writeFileSync(PAGE, withDrawings(".", readFileSync(PAGE, "utf8")));
