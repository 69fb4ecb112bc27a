/*---
description: what a traced function throws comes out of the script
negative:
  phase: runtime
  type: Test262Error
---*/
function fail() {
  throw new Test262Error("expected");
}

fail();
