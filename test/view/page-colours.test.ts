// The tokens of the style sheet in; that services stay apart for every reader, and texts can be read, in light and in dark, out.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SERVICE_COLOURS, serviceColours } from "../../view/page/ground/service-colours.js";

const css = readFileSync(join(import.meta.dirname, "../../view/page/ground/tokens.css"), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

type Colour = readonly [number, number, number];

/** Tokens that are colours, as linear light. */
function coloursOf(text: string): ReadonlyMap<string, Colour> {
  const tokens = [...text.matchAll(/--([\w-]+): #([0-9a-f]{6});/g)];
  return new Map(tokens.map(([, name = "", hex = ""]) => [name, linear(hex)]));
}

function linear(hex: string): Colour {
  return [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
}

const times = (matrix: readonly Colour[], colour: Colour) =>
  matrix.map((row) =>
    row.reduce((sum, factor, at) => sum + factor * (colour[at] as number), 0),
  ) as unknown as Colour;

/** Relative luminance and contrast of WCAG 2. */
const luminance = ([r, g, b]: Colour) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
function contrast(a: Colour, b: Colour): number {
  const [less = 0, more = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (more + 0.05) / (less + 0.05);
}

/** What a reader sees: matrices of Machado, Oliveira and Fernandes (2009) for the whole of each deficiency. */
const EYES: Readonly<Record<string, readonly Colour[]>> = {
  "all colours": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  "no red": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "no green": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  "no blue": [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** OKLab (Ottosson, 2020), in which a distance of 0.02 is just seen. */
function lab(colour: Colour): Colour {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map((cone) => Math.cbrt(Math.max(0, cone))) as unknown as Colour,
  );
}

const distance = (a: Colour, b: Colour) => Math.hypot(...a.map((part, at) => part - (b[at] as number)));

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_, text) => {
  const colours = coloursOf(text);
  const of = (name: string) => colours.get(name) as Colour;
  const services = Array.from({ length: SERVICE_COLOURS }, (_, at) => of(`service-${at + 1}`));

  test("texts can be read, also on a bar", () => {
    for (const name of ["text", "soft", "accent", "bad"])
      for (const back of ["back", "raised"])
        expect([name, back, contrast(of(name), of(back)) >= 4.5]).toEqual([name, back, true]);
    expect(contrast(of("accent"), of("accent-back"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("bad"), of("bad-back"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("line-strong"), of("back"))).toBeGreaterThanOrEqual(3);
    services.forEach((each, at) => {
      expect([at + 1, contrast(each, of("back")) >= 4.5]).toEqual([at + 1, true]);
    });
  });

  test.each(Object.keys(EYES))("services stay apart for eyes that see %s", (eyes) => {
    const seen = services.map((colour) => lab(times(EYES[eyes] as readonly Colour[], colour)));
    const close = seen.flatMap((a, at) =>
      seen.slice(at + 1).flatMap((b, more) => {
        const apart = distance(a, b);
        return apart < 0.06 ? [`${at + 1} and ${at + more + 2}: ${apart.toFixed(3)}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });
});

test("services of one screen do not share a colour before all are taken, and keep theirs", () => {
  const names = ["web", "shop", "payments", "stock", "mail", "bank", "batch", "search"];
  const colours = serviceColours(names);
  expect([...colours.values()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(serviceColours([...names].reverse())).toEqual(colours);
  expect(serviceColours(["shop"]).size).toBe(1);
  expect(serviceColours(names.flatMap((name) => [name, `${name}2`])).size).toBe(16);
});
