const log: unknown[] = [];

function record(label: string) {
  return (target: object, key?: string, descriptor?: PropertyDescriptor) => {
    log.push([label, typeof target, key, typeof descriptor?.value]);
  };
}

function wrapTwice(_target: object, _key: string, descriptor: PropertyDescriptor) {
  const original = descriptor.value as (n: number) => number;
  descriptor.value = function (this: unknown, n: number) {
    return original.call(this, n) * 2;
  };
}

@record("class decorator")
// @trace
class Controller {
  @record("property decorator")
  field = 1;

  // @trace kind=server
  @record("method decorator")
  @wrapTwice
  handle(n: number) {
    return n + this.field;
  }

  @record("accessor decorator")
  // @trace
  get value() {
    return "accessor value";
  }
}

export const run = () => {
  const controller = new Controller();
  return [log, controller.handle(4), controller.value];
};
