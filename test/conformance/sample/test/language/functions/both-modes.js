/*---
description: a function keeps its length, its name and its default, in sloppy and in strict mode
---*/
function add(first, second = 2) {
  return first + second;
}

assert.sameValue(add(1), 3);
assert.sameValue(add.length, 1);
assert.sameValue(add.name, "add");
assert.throws(TypeError, () => null.member);
