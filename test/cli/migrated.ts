// A source in; what `uno-trace migrate` makes and says of it, once it has been seen that a second run changes nothing, out.
import { expect } from "vitest";
import { type Ran, type TempProject, tempProject } from "./temp-project.js";

/** What the command said, and what stands in the file then. */
export interface Migrated extends Ran {
  readonly text: string;
  readonly project: TempProject;
}

/** Migrates one file, beside which others may stand. */
export async function migrated(
  source: string,
  file = "a.ts",
  more: Readonly<Record<string, string>> = {},
): Promise<Migrated> {
  const project = tempProject({ [file]: source, ...more });
  const first = await project.run("migrate", file);
  const text = project.read(file);
  const again = await project.run("migrate", file);
  expect(again.out).toBe(`0 spans migrated in 0 files, ${leftIn(first)} left`);
  expect(again.err).toBe(first.err);
  expect(project.read(file)).toBe(text);
  return { ...first, text, project };
}

const leftIn = ({ out }: Ran): string => / (\d+) left$/.exec(out)?.[1] ?? "";
