// A handler of fetch's kind, as Bun, Deno, Next.js and edge runtimes have it: a Request in, a server span around the answer.
import { isPromise } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import { responseStatus } from "../recording/exception.js";
import { state } from "../state/state.js";
import { ofFetch } from "./request-facts.js";
import { type Finish, type Route, recordFailure, type ServerSettings, serve } from "./server-span.js";

/** Whether this is a request of fetch's kind; Koa's context has headers without `get`. */
export function isFetchRequest(first: unknown): first is Request {
  const { headers, url } = first as Partial<Request>;
  return typeof url === "string" && typeof headers?.get === "function";
}

/**
 * Runs `next` inside the span of a request. The span ends when the response is there: nobody says when its body was read,
 * and a body of ours in its place would not be the program's.
 */
export function serveFetch<T>(settings: ServerSettings, request: Request, next: () => T, route: Route): T {
  // Otherwise a promise would be another one.
  if (!state.on) return next();
  let begun: { readonly span: LocalSpan; readonly finish: Finish } | undefined;
  const end = (status: number | undefined): void => begun?.finish({ status, aborted: undefined, route });
  const fail = (error: unknown): void => {
    if (begun !== undefined) recordFailure(begun.span, error);
    // A `Response` that is thrown is an answer to those who take it for one.
    end(responseStatus(error));
  };
  const run = (): T => {
    try {
      const answer = next();
      if (isPromise(answer)) return followed(answer, end, fail) as T;
      end(statusOf(answer));
      return answer;
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  const read = () => ({ ...ofFetch(request, settings.knownMethods), route });
  return serve(settings, read, run, (span, finish) => {
    begun = { span, finish };
  });
}

async function followed<T>(
  answer: Promise<T>,
  end: (status: number | undefined) => void,
  fail: (error: unknown) => void,
): Promise<T> {
  let response: T;
  try {
    response = await answer;
  } catch (error) {
    fail(error);
    throw error;
  }
  end(statusOf(response));
  return response;
}

function statusOf(response: unknown): number | undefined {
  const { status } = (response ?? {}) as Partial<Response>;
  return typeof status === "number" ? status : undefined;
}
