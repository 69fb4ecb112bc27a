#!/usr/bin/env node
"use client";
"another directive";
import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "strictBody", "fn": "strictBody", "kind": 0, "file": "input.ts", "line": 5, "column": 8 }; }
function __uno_1() { return { "name": "asyncPrologue", "fn": "asyncPrologue", "kind": 0, "file": "input.ts", "line": 12, "column": 1 }; }
function __uno_2() { return { "name": "onlyPrologue", "fn": "onlyPrologue", "kind": 0, "file": "input.ts", "line": 19, "column": 1 }; }
// @trace
export function strictBody() {
    "use strict";
    "second directive";
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        return this;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function asyncPrologue() {
    "use server";
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        return "async with a prologue";
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function onlyPrologue() {
    "nothing else here";
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
    try {
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    return [strictBody(), await asyncPrologue(), onlyPrologue()];
}