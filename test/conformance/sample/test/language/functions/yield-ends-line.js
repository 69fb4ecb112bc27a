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
  yield // a remark
  (call)("behind a remark")
  yield /* a remark */ /* of two
  lines */ (call)("behind two")
  yield
  /call/.test(call("in a regular expression"))
  yield /* on one line */;
  [yield]
  return given
}

assert.sameValue([...lines((name) => seen.push(name))].length, 9);
assert.sameValue(
  seen.join(),
  "in brackets,in a list,in a template,behind a remark,behind two,in a regular expression",
);
