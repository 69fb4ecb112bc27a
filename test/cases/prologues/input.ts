#!/usr/bin/env node
"use client";
"another directive"
// @trace
export function strictBody(): unknown {
  "use strict"
  "second directive";
  return this;
}

// @trace
async function asyncPrologue() {
  "use server";
  await null;
  return "async with a prologue";
}

// @trace
function onlyPrologue() {
  "nothing else here";
}

export async function run() {
  return [strictBody(), await asyncPrologue(), onlyPrologue()];
}
