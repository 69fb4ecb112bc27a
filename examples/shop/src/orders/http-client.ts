// Calls the inventory service and hands the trace on: the one place where the caller's context leaves the process.
import { injectContext } from "uno-trace/runtime";
import { Rejection } from "../json-http.js";

const base = process.env.INVENTORY_URL;

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = new Headers({ "content-type": "application/json" });
  injectContext(headers);
  const response = await fetch(`${base}${path}`, { method, headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Rejection(response.status, answer.error);
  return answer;
}
