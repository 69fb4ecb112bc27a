// @trace: see the wiki
export function a() {}

// @trace every call of this one
export function b() {}

// @trace. Then the rest.
export function c() {}

// @trace()
export function d() {}

// @trace({ name: "x" })
export function e() {}

// @trace-level is another word, and so is @tracer.
export function f() {}

// @trace slow
export function g() {}

// @trace kind=client see the wiki
export function h() {}

// @trace result root
export function i() {}
