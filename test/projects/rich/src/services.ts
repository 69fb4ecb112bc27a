import { Level, type Order } from "./model.js";

export const log: string[] = [];

export class Base {
  protected extras: string[] = [];

  get extra(): string {
    return this.extras.join();
  }

  set extra(value: string) {
    this.extras.push(value);
  }

  readonly made = log.push("Base.made");

  constructor(readonly tag: string) {
    log.push(`Base(${tag})`);
  }

  async load(id: string): Promise<string> {
    await null;
    return `${this.tag}:${id}`;
  }

  *ids(): Generator<string, string> {
    yield `${this.tag}1`;
    return "end";
  }

  get label(): string {
    return `<${this.tag}>`;
  }

  static create(tag: string): Base {
    return new this(tag);
  }
}

export class Orders extends Base {
  readonly cache = new Map<string, Order>();
  #hits = 0;
  readonly shout = async (text: string): Promise<string> => `${await this.load(text)}!${this.#hits}`;

  // @trace
  constructor(
    tag: string,
    private readonly limit: number = 2,
    readonly note?: string,
  ) {
    log.push("before super");
    super(tag);
    log.push(`after super ${this.cache.size} ${this.limit}`);
  }

  override async load(id: string, ..._rest: unknown[]): Promise<string> {
    const found = await super.load(id);
    this.#hit();
    return `${found}/${arguments.length}/${this.#hits}`;
  }

  override *ids(): Generator<string, string> {
    yield super.label;
    const end = yield* super.ids();
    return `${end}${arguments.length}`;
  }

  async *pages(count = this.limit): AsyncGenerator<number, void, unknown> {
    for (let page = 0; page < count; page++) yield page;
  }

  async assigned(value: string): Promise<unknown> {
    const wait = async (): Promise<number> => (await null, arguments.length);
    super.extra = value;
    return [super["extra"], this.extra, await wait(), arguments[0]];
  }

  #hit(): void {
    this.#hits += 1;
  }

  override get label(): string {
    return `${super.label}${this.#hits}`;
  }

  set hits(value: number) {
    this.#hits = value;
  }

  static override create(tag: string): Orders {
    return super.create(tag) as Orders;
  }

  plain(order: Order): Promise<Level> {
    return Promise.resolve(order.level === Level.High ? Level.Low : Level.High);
  }
}

export abstract class Shape {
  abstract area(): number;

  describe(): string {
    return `${this.constructor.name} ${this.area()}`;
  }
}

export class Square extends Shape {
  constructor(private readonly side: number) {
    super();
  }

  area(): number {
    return this.side ** 2;
  }
}
