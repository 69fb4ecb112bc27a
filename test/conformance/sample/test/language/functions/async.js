/*---
description: an async function settles with its value, and a generator with what is sent
flags: [async]
includes: [sums.js]
---*/
async function total(values) {
  await null;
  return sum(values);
}

function* echo() {
  return yield "first";
}

const echoing = echo();
echoing.next();
assert.sameValue(echoing.next("sent").value, "sent");
total([1, 2, 3]).then((value) => assert.sameValue(value, 6)).then($DONE, $DONE);
