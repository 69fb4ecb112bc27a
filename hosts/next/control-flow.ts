// What Next.js throws to say something and not to fail: the digests by which it knows these errors itself.

/**
 * Redirects, `notFound()` and its like, and what stops the rendering of a page that turns out to be dynamic: all that
 * `unstable_rethrow` of Next.js 16.4 lets through, and the `NEXT_NOT_FOUND` of Next.js 14.
 */
export const CONTROL_FLOW: readonly string[] = [
  "NEXT_REDIRECT*",
  "NEXT_HTTP_ERROR_FALLBACK*",
  "NEXT_NOT_FOUND",
  "NEXT_PRERENDER_INTERRUPTED",
  "DYNAMIC_SERVER_USAGE",
  "HANGING_PROMISE_REJECTION",
  "BAILOUT_TO_CLIENT_SIDE_RENDERING",
];
