// Source files in; who may import whom, in the order that docs/architecture.md gives to the rooms, checked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withDrawings } from "../../scripts/rooms/draw.js";
import {
  type Arrow,
  arrowsOf,
  circles,
  isOf,
  roomOf,
  roomsInOrder,
  sourceFiles,
} from "../../scripts/rooms/read.js";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");

const all = sourceFiles(ROOT);
const arrows = arrowsOf(ROOT, all);

/** The entry point `uno-trace/opentelemetry` alone may need an optional peer. */
const API_USERS = "runtime/opentelemetry/";

const isPeerOfItsEntry = ({ from, specifier }: Arrow): boolean =>
  from.startsWith(API_USERS) && specifier === "@opentelemetry/api";

const isIn = (folder: string, file: string | undefined): boolean => file?.startsWith(`${folder}/`) === true;
const of = (folder: string) => arrows.filter(({ from }) => isIn(folder, from));
const written = ({ from, specifier }: Arrow) => `${from} -> ${specifier}`;

describe.each(["runtime", "build", "view"] as const)("rooms of the part %s", (part) => {
  const files = all.filter((file) => isOf(part, file));
  const between = arrowsOf(ROOT, files);
  const order = roomsInOrder(PAGE, part);
  const rooms = [...new Set(files.map(roomOf))].sort();

  it("each is on the page, which names no other", () => {
    expect([...order].sort()).toEqual(rooms);
  });

  it("imports between rooms point down, types counted", () => {
    const upward = between.filter(({ from, to }) => {
      if (to === undefined || roomOf(from) === roomOf(to)) return false;
      return order.indexOf(roomOf(to)) <= order.indexOf(roomOf(from));
    });
    expect(upward.map(written)).toEqual([]);
  });

  it("no file imports itself through others, types counted", () => {
    expect(circles(between)).toEqual([]);
  });
});

it("the pictures are what `npm run rooms` draws", () => {
  expect(PAGE).toBe(withDrawings(ROOT, PAGE));
});

describe("imports", () => {
  it("the runtime needs nothing but Node", () => {
    const foreign = of("runtime").filter(
      ({ specifier, to }) => !specifier.startsWith("node:") && !isIn("runtime", to),
    );
    expect(foreign.filter((each) => !isPeerOfItsEntry(each)).map(written)).toEqual([]);
  });

  it("nothing else of the runtime leads to what needs OpenTelemetry's API", () => {
    const users = of("runtime").filter(
      ({ from, to }) => !from.startsWith(API_USERS) && to?.startsWith(API_USERS),
    );
    expect(users.map(written)).toEqual([]);
  });

  it("the build side and the runtime meet in generated code alone", () => {
    const build = arrows.filter(({ from }) => !isIn("runtime", from));
    expect(build.filter(({ to }) => isIn("runtime", to)).map(written)).toEqual([]);
  });

  it("the viewer imports nothing of the others but the terminal, nor they of it", () => {
    const across = arrows.filter(
      ({ from, to }) => to !== undefined && isIn("view", from) !== isIn("view", to) && !isIn("terminal", to),
    );
    expect(across.map(written)).toEqual([]);
  });

  it("the terminal is for command lines, and needs nothing but Node", () => {
    const users = arrows.filter(
      ({ from, to }) => isIn("terminal", to) && !["cli", "terminal", "view"].some((each) => isIn(each, from)),
    );
    expect(users.map(written)).toEqual([]);
    const foreign = of("terminal").filter(
      ({ specifier, to }) => !specifier.startsWith("node:") && !isIn("terminal", to),
    );
    expect(foreign.map(written)).toEqual([]);
  });

  it("what uno-trace has of the build's side imports nothing of it", () => {
    const foreign = [...of("forward"), ...of("install")].filter(
      // An entry of the package itself is what runs.
      ({ specifier, to }) =>
        !/^(?:node:|uno-trace\/)/.test(specifier) && !isIn("install", to) && !isIn("forward", to),
    );
    expect(foreign.map(written)).toEqual([]);
  });

  it("nobody imports the command line, the esbuild plugin, or what leads to them", () => {
    for (const folder of ["cli", "esbuild-plugin", "forward"]) {
      const users = arrows.filter(({ from, to }) => isIn(folder, to) && !isIn(folder, from));
      expect(users.map(written), folder).toEqual([]);
    }
  });
});
