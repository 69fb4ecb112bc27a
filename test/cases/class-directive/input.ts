// @trace kind=client attr.layer=service
export class Service {
  constructor(readonly name: string) {}

  get label() {
    return `label of ${this.name}`;
  }

  static make(name: string) {
    return new Service(name);
  }

  // @trace kind=server name="own name"
  handle() {
    return this.label;
  }

  // @no-trace
  skip() {
    return "skipped method";
  }

  field = () => "field value";
}

export const run = () => {
  const service = Service.make("svc");
  return [service.handle(), service.skip(), service.field(), service.label];
};
