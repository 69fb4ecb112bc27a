/*---
description: arguments and parameters are the same variables in a sloppy function
flags: [noStrict]
---*/
function change(value) {
  arguments[0] = "changed";
  return String(value);
}

assert.sameValue(change("given"), "changed");
assert.sameValue(function () { return this; }(), globalThis);
