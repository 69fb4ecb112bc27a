/*---
description: a module and what it imports, statically and dynamically
flags: [module, async]
---*/
import { double } from "./doubling_FIXTURE.js";

function quadruple(value) {
  return double(double(value));
}

assert.sameValue(quadruple(2), 8);
import("./doubling_FIXTURE.js").then((module) => assert.sameValue(module.double(3), 6)).then($DONE, $DONE);
