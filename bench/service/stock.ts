// What the shop sells, and to whom.

export interface Customer {
  readonly name: string;
  readonly discount: number;
}

/** Prices by article. */
export const PRICES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 500 }, (_, sku) => [`sku-${sku}`, 100 + ((sku * 37) % 900)]),
);

/** The customer `c-7` is the seventh. */
export const CUSTOMERS: readonly Customer[] = Array.from({ length: 500 }, (_, id) => ({
  name: `Customer ${id}`,
  discount: id % 20,
}));
