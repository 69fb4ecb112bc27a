/*---
description: a test that fails without tracing says nothing about tracing
flags: [noStrict]
---*/
function wrong() {
  return 1;
}

assert.sameValue(wrong(), 2);
