/*---
description: this stays undefined in a strict function
flags: [onlyStrict]
---*/
function self() {
  return this;
}

assert.sameValue(self(), undefined);
