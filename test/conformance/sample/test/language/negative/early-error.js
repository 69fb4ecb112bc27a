/*---
description: an early error stays one
negative:
  phase: parse
  type: SyntaxError
---*/
$DONOTEVALUATE();

function twice(a) {
  let a;
}
