// @no-trace
export function a() {
    return "never traced";
}
// @trace
export function b() {
    return "not even with a directive";
}
export const run = () => [a(), b()];