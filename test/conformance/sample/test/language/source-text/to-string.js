/*---
description: reads its own source text, which tracing changes; the runner has to report it
---*/
function plain() {
  return 1;
}

// As a member: a function whose text a file reads by its name is left alone.
assert.sameValue({ plain }.plain.toString().indexOf("catch"), -1, "the function's text");
