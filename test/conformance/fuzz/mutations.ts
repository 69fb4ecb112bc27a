// Emitters that are deliberately broken: the code that an emitter wrote in, the same with one fault out.
import { forEachChild, type Node, parseFile } from "../../../transformer/source/parse.js";
import type { Mutation } from "./comparison.js";

const WITHOUT_THROW = [
  "((_, body, receiver, values) => { const it = body.apply(receiver, values); return { ",
  "next: (v) => it.next(v), return: (v) => it.return(v), [Symbol.iterator]() { return this; } }; })(",
].join("");

/** Each has to be found by the fuzzer, or the fuzzer is blind. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "errors are swallowed": (code) => code.replace(/throw (__uno\.\$fail)/g, "$1"),
  "errors are replaced": (code) =>
    code.replace(/throw __uno\.\$fail\(__uno_span,\s*__uno_error\)/g, 'throw Error("x")'),
  "the context stays": (code) => code.replace(/__uno\.\$exit\(__uno_span\)/g, "0"),
  "the caller gets the context of an async function": (code) =>
    code.replace(/__uno\.\$leave\(/g, "((_, p) => p)("),
  "the caller gets the context of an async function that stays": (code) =>
    code.replace(/__uno\.\$suspend\(/g, "((_, v) => v)("),
  "an async function loses its context at its first wait": (code) =>
    code.replace(/__uno\.\$resume\(/g, "((_, v) => v)("),
  "the consumer gets the context of a generator": (code) =>
    code.replace(/__uno\.\$yields\(/g, "((_, v) => v)("),
  "what is awaited is not waited for": (code) => code.replace(/await (__uno\.\$suspend)/g, "$1"),
  "an async function is not waited for": (code) => code.replace(/await (__uno\.\$leave)/g, "$1"),
  "a returned value is evaluated twice": evaluateTwice,
  "a returned value becomes a promise": (code) =>
    code.replace(/__uno\.\$returned\(/g, "(async (_, v) => v)("),
  "arguments are lost": (code) => code.replace(/(const __uno_arguments\s*=\s*)arguments/g, "$1[]"),
  "the this of a generator is lost": (code) => code.replace(/(\}(?:\.\w+)?),\s*this(?=[,)])/g, "$1, {}"),
  "a redeclared parameter is lost": (code) => code.replace(/(var \w+)\s*=\s*__uno_parameter\d+/g, "$1"),
  "generators never see a throw": (code) => code.replace(/__uno\.\$drive\(/g, WITHOUT_THROW),
  "super is something else": (code) => code.replace(/=>\s*super\[k\](?=[,)])/g, "=> 1"),
  "a directive prologue is lost": (code) => code.replace(/"use strict";/g, '("use strict");'),
};

/** The last call of `returned` in the text holds no other. */
function evaluateTwice(code: string): string {
  const file = parseFile(code, "/program.js");
  const calls: Node[] = [];
  const visit = (node: Node): void => {
    if (node.type === "CallExpression" && code.startsWith("__uno.$returned(", node.start)) calls.push(node);
    forEachChild(node, visit);
  };
  if (file) visit(file.program);
  const last = calls.sort((a, b) => a.start - b.start).at(-1);
  if (last?.type !== "CallExpression") return code;
  const value = last.arguments[1] as Node;
  const text = code.slice(value.start, value.end);
  return `${code.slice(0, value.start)}((${text}), (${text}))${code.slice(value.end)}`;
}
