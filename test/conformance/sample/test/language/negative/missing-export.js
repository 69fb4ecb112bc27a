/*---
description: an import that finds nothing fails before anything runs
flags: [module]
negative:
  phase: resolution
  type: SyntaxError
---*/
$DONOTEVALUATE();

import { triple } from "../modules/doubling_FIXTURE.js";

export function use() {
  return triple(1);
}
