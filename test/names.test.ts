// Functions that compilers have written already in, the names of their spans out: as from the source.
import { expect, it } from "vitest";
import { loadConfig } from "../transformer/config/config.js";
import { planFile } from "../transformer/plan.js";

const { config } = loadConfig({ object: { include: ["**"] }, root: "/names" });

it.each([
  ["class A { constructor() { this.g = () => 1; } }", "A.g"],
  ["class A { constructor(a) { if (a) { this.g = async function () {}; } } }", "A.g"],
  ["class A { constructor() { this.api.g = () => 1; } }", "api.g"],
  ["class A { constructor() { run(() => { this.g = () => 1; }); } }", "A.g"],
  ["const B = class { constructor() { this.g = () => 1; } };", "B.g"],
  ["class A { m() { this.g = () => 1; } }", "A.m"],
  ["class A { constructor() { run(function () { this.g = () => 1; }); } }", "g"],
  ["function A() { this.g = () => 1; }", "A"],
])("%s", (code, name) => {
  const { functions } = planFile(code, "/names/file.js", config);
  expect(functions.find(({ traced }) => traced)?.name).toBe(name);
});
