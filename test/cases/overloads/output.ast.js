import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "parse", "fn": "parse", "kind": 0, "file": "input.ts", "line": 4, "column": 8 }; }
function __uno_1() { return { "name": "Parser.read", "fn": "Parser.read", "kind": 0, "file": "input.ts", "line": 12, "column": 3 }; }
function __uno_2() { return { "name": "Shape.describe", "fn": "Shape.describe", "kind": 0, "file": "input.ts", "line": 20, "column": 3 }; }
function __uno_3() { return { "name": "Square.area", "fn": "Square.area", "kind": 0, "file": "input.ts", "line": 27, "column": 12 }; }
export function parse(text) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        return typeof text === "string" ? `text ${text}` : text * 2;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
class Parser {
    read(text) {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
        try {
            return text;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Shape {
    // @trace
    describe() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
        try {
            return `shape of ${this.area()}`;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Square extends Shape {
    // @trace
    area() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
        try {
            return 4;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
export const run = () => [parse("a"), parse(2), new Parser().read("read text"), new Square().describe()];