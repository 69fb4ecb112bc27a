// Ids in, whether they are new among the last ones out.

/** How many are remembered. */
const MAX = 100_000;

/** The last ids, in two halves: when the newer one is full, the older one is forgotten. */
export class RecentIds {
  #newer = new Set<string>();
  #older = new Set<string>();

  /** Remembers an id. @returns whether it was not known */
  add(id: string): boolean {
    if (this.#newer.has(id) || this.#older.has(id)) return false;
    if (this.#newer.size >= MAX / 2) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    this.#newer.add(id);
    return true;
  }
}
