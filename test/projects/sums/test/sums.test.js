import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Account, sum, upTo } from "../src/sums.js";
import words from "../src/words.cjs";

describe("sums", () => {
  it("adds", () => assert.equal(sum(upTo(4)), 10));
  it("keeps accounts", async () => {
    const account = await new Account().deposit(100);
    assert.equal(account.cents, 100);
  });
  it("reads its own source", () => assert.match(sum.toString(), /^\(numbers\) => \[/));
  it("is not done yet", { skip: true }, () => {});
});

describe("words", () => {
  it("shouts", () => assert.equal(words.shout("hey"), "HEY!"));
  it("is sloppy", () => assert.ok((0, words.isSloppy)()));
});
