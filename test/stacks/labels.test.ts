// A function whose body moves in; the name of the moved body out, which is what a stack trace shows.
import { expect, it } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { planFile } from "../../transformer/plan.js";

const { config } = loadConfig({ object: { include: ["**"] }, root: "/labels" });

const moved = "{ for await (const item of []) item; }";

it.each([
  ["a declaration", `async function load() ${moved}`, "load"],
  ["a variable", `const load = async () => ${moved}`, "load"],
  ["a member that is assigned to", `store.load = async () => ${moved}`, "store.load"],
  ["an anonymous default export", `export default async function () ${moved}`, "default"],
  ["a method", `class Store { async load() ${moved} }`, "Store.load"],
  ["a private method", `class Store { async #load() ${moved} }`, "#load"],
  ["a field", `class Store { load = async () => ${moved} }`, "load"],
  ["a method of an object", `const store = { async load() ${moved} }`, "Object.load"],
  ["a property", `const store = { "load all": async () => ${moved} }`, "load all"],
  ["a generator method", "class Store { *load() { yield* []; } }", "load"],
  ["a well-known symbol", `class Store { async [Symbol.iterator]() ${moved} }`, "Store.[Symbol.iterator]"],
  ["a name that the program makes", `const store = { async [key]() ${moved} }`, undefined],
  ["a property that would set the prototype", `const store = { __proto__: async () => ${moved} }`, undefined],
])("%s", (_, code, label) => {
  expect(planFile(code, "/labels/file.ts", config).sites.map((site) => site.label)).toEqual([label]);
});
