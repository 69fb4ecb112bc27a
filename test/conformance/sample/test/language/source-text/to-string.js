/*---
description: reads its own source text, which tracing changes; the runner has to report it
---*/
function plain() {
  return 1;
}

assert.sameValue(plain.toString().indexOf("catch"), -1, "the function's text");
