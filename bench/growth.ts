// How cost grows with a trace's length, its depth and the number of sites: each size measured in a process of its own.
import { mkdirSync, writeFileSync } from "node:fs";
import { BUILT, buildProgram } from "./prepare.js";
import { askProgram } from "./run-peer.js";

/** What grows, and to which sizes. */
export const SIZES = {
  spans: [10, 100, 1000, 10_000, 100_000, 1_000_000],
  depth: [1, 10, 100, 1000, 10_000],
  sites: [1, 10, 100, 1000, 10_000, 50_000],
} as const;

/** What can grow. */
export type Dimension = keyof typeof SIZES;

/** The sizes of each dimension. */
export type Sizes = Readonly<Record<Dimension, readonly number[]>>;

/** Nanoseconds a call, traced and as it is. */
export interface Growth {
  readonly what: Dimension;
  readonly size: number;
  readonly traced: number;
  readonly plain: number;
}

/** Measures all sizes. */
export async function measureGrowth(
  node: string,
  note: (text: string) => void,
  sizes: Sizes = SIZES,
): Promise<Growth[]> {
  const figures: Growth[] = [];
  for (const what of Object.keys(sizes) as Dimension[]) {
    for (const size of sizes[what]) {
      note(`growth: ${what}, ${size}`);
      const traced = await measure(what, size, true, node);
      figures.push({ what, size, traced, plain: await measure(what, size, false, node) });
    }
  }
  return figures;
}

async function measure(what: Dimension, size: number, isTraced: boolean, node: string): Promise<number> {
  const sites = what === "sites" ? size : 1;
  const name = `sites-${sites}`;
  mkdirSync(BUILT, { recursive: true });
  writeFileSync(`${BUILT}/${name}.ts`, sitesText(sites));
  const text = `import { SITES } from "./.build/${name}.js"; import { answerGrowth } from "./measure/growth.js"; await answerGrowth(SITES);`;
  const program = await buildProgram(`growth-${name}-${isTraced}.mjs`, text, isTraced);
  // Ten thousand calls inside each other, traced, take more stack than Node gives by itself.
  return askProgram<number>(program, [what, String(size), String(isTraced)], {
    node,
    flags: ["--stack-size=3900"],
  });
}

function sitesText(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `site${index}`);
  const functions = names.map(
    (name) => `// @trace\nfunction ${name}(n: number): number {\n  return n + 1;\n}\n`,
  );
  return `// Generated: many traced functions.\n${functions.join("")}export const SITES = [${names.join(", ")}];\n`;
}
