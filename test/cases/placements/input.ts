// biome-ignore format: the placements are the case
export /* @trace */ function afterExport() { return "after export"; }

// @trace
export const exported = () => "exported const";

export default /* @trace name="default export" */ async () => "default export";

// @trace
const first = () => "first of two", second = () => "second of two";

// @trace -- another comment stands between
// like this one
/* and this */
function between() { return "between comments"; }

function returnsFunction() {
  // @trace
  return function returned() { return "returned function"; };
}

const wrapped = /* @trace */ ((n: number) => n + 1) as (n: number) => number;

const satisfied = ((text) => text) satisfies (text: string) => string;

// @trace
const parenthesised = (((text: string) => text));

// @trace
(() => "called at once")();

const options = { /* @trace */ callback: () => "object callback", /* @trace */ method() { return "object method"; } };

namespace Space {
  // @trace
  export function inside() { return "inside a namespace"; }
}

const text = "// @trace in a string", template = `// @trace in a template`, regexp = /\/\/ @trace/;

export const run = async () => [
  afterExport(), exported(), first(), second(), between(), returnsFunction()(), wrapped(1), satisfied("satisfied one"),
  parenthesised("parenthesised one"), options.callback(), options.method(), Space.inside(), text, template, String(regexp),

];
