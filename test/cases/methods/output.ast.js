import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "Account.create", "fn": "Account.create", "kind": 0, "file": "input.ts", "line": 8, "column": 10 }; }
function __uno_1() { return { "name": "Account.deposit", "fn": "Account.deposit", "kind": 0, "file": "input.ts", "line": 14, "column": 3 }; }
function __uno_2() { return { "name": "Account.#add", "fn": "Account.#add", "kind": 0, "file": "input.ts", "line": 19, "column": 3 }; }
function __uno_3() { return { "name": "Account.get total", "fn": "Account.get total", "kind": 0, "file": "input.ts", "line": 25, "column": 7 }; }
function __uno_4() { return { "name": "Account.set total", "fn": "Account.set total", "kind": 0, "file": "input.ts", "line": 30, "column": 7 }; }
function __uno_5() { return { "name": "Account.[key]", "fn": "Account.[key]", "kind": 0, "file": "input.ts", "line": 36, "column": 4 }; }
function __uno_6() { return { "name": "Account.quoted name", "fn": "Account.quoted name", "kind": 0, "file": "input.ts", "line": 41, "column": 4 }; }
function __uno_7() { return { "name": "Account.get [Symbol.toStringTag]", "fn": "Account.get [Symbol.toStringTag]", "kind": 0, "file": "input.ts", "line": 46, "column": 8 }; }
function __uno_8() { return { "name": "Savings.deposit", "fn": "Savings.deposit", "kind": 0, "file": "input.ts", "line": 54, "column": 12 }; }
function __uno_9() { return { "name": "Savings.get total", "fn": "Savings.get total", "kind": 0, "file": "input.ts", "line": 59, "column": 16 }; }
function __uno_10() { return { "name": "Savings.set total", "fn": "Savings.set total", "kind": 0, "file": "input.ts", "line": 64, "column": 16 }; }
const key = "computed";
class Account {
    static #count = 0;
    #balance = 0;
    // @trace
    static create() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
        try {
            Account.#count++;
            return __uno.$returned(__uno_span, new this());
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    deposit(amount) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
        try {
            return __uno.$returned(__uno_span, this.#add(amount));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    #add(amount) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
        try {
            this.#balance += amount;
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
    get total() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
        try {
            return this.#balance;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    set total(value) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
        try {
            if (value < 0)
                throw new RangeError("below zero");
            this.#balance = value;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    [key]() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
        try {
            return "computed member";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    ["quoted name"]() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
        try {
            return "quoted member";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    get [Symbol.toStringTag]() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
        try {
            return "AccountTag";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Savings extends Account {
    // @trace
    deposit(amount) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
        try {
            return __uno.$returned(__uno_span, super.deposit(amount * 2));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    get total() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
        try {
            return super.total + 1;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    set total(value) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
        try {
            super.total = value;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
export function run() {
    const account = Savings.create();
    account.deposit(5);
    const log = [account.total, account[key](), account["quoted name"](), String(account)];
    try {
        account.total = -1;
    }
    catch (error) {
        log.push(error.message);
    }
    const descriptor = Object.getOwnPropertyDescriptor(Account.prototype, "deposit");
    log.push(descriptor?.enumerable, Account.prototype.deposit.length, Account.prototype.deposit.name);
    log.push("prototype" in Account.prototype.deposit);
    return log;
}