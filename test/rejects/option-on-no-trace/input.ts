// @no-trace because it is called a million times
export function a() {}

// @no-trace -- a remark is fine
export function b() {}
