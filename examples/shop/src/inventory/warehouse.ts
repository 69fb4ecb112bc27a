// What the inventory does. Traced by "include" in uno-trace.json: each named function of this file.
import type { PGlite } from "@electric-sql/pglite";
import { type Product, StockRepository } from "./stock-repository.js";

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

export interface ReservedLine extends Line {
  readonly price: number;
}

export class Warehouse {
  readonly #db: PGlite;

  constructor(db: PGlite) {
    this.#db = db;
  }

  async listAvailable(): Promise<Product[]> {
    const products: Product[] = [];
    for await (const product of new StockRepository(this.#db).scan(3)) {
      if (isAvailable(product)) products.push(product);
    }
    return products;
  }

  /** All lines or none: one that fails rolls the others back. */
  async reserve(lines: readonly Line[]): Promise<ReservedLine[]> {
    return this.#db.transaction(async (transaction) => {
      const stock = new StockRepository(transaction);
      const reserved: ReservedLine[] = [];
      for (const { sku, quantity } of lines) {
        const { price } = await stock.find(sku);
        await stock.take(sku, quantity);
        reserved.push({ sku, quantity, price });
      }
      return reserved;
    });
  }
}

// Called once for each product, so a span of its own would be noise.
// @no-trace
function isAvailable(product: Product): boolean {
  return product.stock > 0;
}
