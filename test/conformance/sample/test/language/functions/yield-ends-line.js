/*---
description: a mere yield is over at the end of its line, whatever the next line begins with
flags: [onlyStrict]
---*/
const seen = [];
function* lines(call) {
  yield
  (call)("in brackets")
  yield
  [call][0]("in a list")
  const given = yield
  +1
  yield
  `${call("in a template")}`
  return given
}

assert.sameValue([...lines((name) => seen.push(name))].length, 4);
assert.sameValue(seen.join(), "in brackets,in a list,in a template");
