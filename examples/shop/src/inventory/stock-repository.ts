// Products and their stock in PostgreSQL. Traced by the rule for "src/**/*-repository.ts" in uno-trace.json.
import type { PGlite, Transaction } from "@electric-sql/pglite";
import { Rejection } from "../json-http.js";

export interface Product {
  readonly sku: string;
  readonly name: string;
  /** In cents. */
  readonly price: number;
  readonly stock: number;
}

export class StockRepository {
  readonly #db: PGlite | Transaction;

  constructor(db: PGlite | Transaction) {
    this.#db = db;
  }

  /** Every product, read page by page. */
  async *scan(pageSize: number): AsyncGenerator<Product, void> {
    for (let last = ""; ; ) {
      const page = await this.page(last, pageSize);
      yield* page;
      const end = page.at(-1);
      if (!end || page.length < pageSize) return;
      last = end.sku;
    }
  }

  async page(after: string, size: number): Promise<Product[]> {
    const sql = "select * from products where sku > $1 order by sku limit $2";
    return (await this.#db.query<Product>(sql, [after, size])).rows;
  }

  async find(sku: string): Promise<Product> {
    const { rows } = await this.#db.query<Product>("select * from products where sku = $1", [sku]);
    if (!rows[0]) throw new Rejection(404, `there is no product ${sku}`);
    return rows[0];
  }

  async take(sku: string, quantity: number): Promise<void> {
    const sql = "update products set stock = stock - $2 where sku = $1 and stock >= $2";
    const { affectedRows } = await this.#db.query(sql, [sku, quantity]);
    if (!affectedRows) throw new Rejection(409, `${sku} is out of stock`);
  }
}
