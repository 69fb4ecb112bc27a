// @trace name="checkout
export function a() {}

// @trace =5
export function b() {}
