export const enum Level {
  Low = 1,
  High = 2,
}

export enum Colour {
  Red = "red",
}

export interface Order {
  readonly id: string;
  readonly level: Level;
}

export class Money {
  constructor(readonly cents: number) {}
}

export type Handler = (order: Order) => Promise<string>;
