import "./metadata.js";
import { Money } from "./model.js";
import type { Handler, Order } from "./model.js";

export const seen: string[] = [];

function Controller(path: string) {
  return (target: Function): void => {
    seen.push(`class ${target.name} ${path} ${target.length}`);
  };
}

function Get(target: object, key: string, descriptor: PropertyDescriptor): void {
  seen.push(`method ${key} ${descriptor.value.length} ${typeof target}`);
}

function Body(_target: object, key: string | symbol | undefined, index: number): void {
  seen.push(`parameter ${String(key)} ${index}`);
}

@Controller("/pay")
export class Payments {
  @Get
  async pay(@Body amount: Money, handler: Handler, order: Order): Promise<string> {
    return `${amount.cents} ${await handler(order)}`;
  }

  constructor(readonly base: Money) {}
}
