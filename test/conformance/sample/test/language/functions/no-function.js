/*---
description: nothing to trace, so it is not run at all
---*/
assert.sameValue(1 + 1, 2);
