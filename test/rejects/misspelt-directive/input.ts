// @notrace
export function a() {}

/** @noTrace */
export function b() {}

/**
 * @Trace name="x"
 */
export function c() {}

// @tracer and @tracing are other people's words, and so is a sentence with @Trace in it.
export function d() {}

// @trace
export function e() {}

// @trce kind=client
export function f() {}

// @traced
export function g() {}

// @trcae
export function h() {}
