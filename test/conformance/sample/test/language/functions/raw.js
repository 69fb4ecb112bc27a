/*---
description: without the harness, which a raw test does not get
flags: [raw]
---*/
function isAlone() {
  return typeof assert === "undefined";
}

if (!isAlone()) throw new Error("the harness was loaded");
