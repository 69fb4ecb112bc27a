// What the orders service asks of the inventory service.
import { call } from "./http-client.js";

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

export interface Priced extends Line {
  readonly price: number;
}

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly price: number;
}

// @trace kind=client
export async function listProducts(): Promise<Product[]> {
  return call("GET", "/products");
}

// @trace kind=client result=length
export async function reserve(lines: readonly Line[]): Promise<Priced[]> {
  return call("POST", "/reservations", lines);
}
