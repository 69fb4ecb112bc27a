export function declared() {
  return [1, 2].map((n) => n + 1);
}

const arrow = () => "arrow function";

const expression = function () {
  return "function expression";
};

class Repository {
  field = () => "class field";
  constructor(readonly name: string) {}
  get size() {
    return 1;
  }
  find(id: number) {
    return [id, this.name];
  }
  healthcheck() {
    return "not traced: a rule takes it out";
  }
  // @no-trace
  internal() {
    return "not traced: directive";
  }
}

const handlers = {
  onEvent(event: string) {
    return event;
  },
  onError: (error: string) => error,
};

function* items() {
  yield 1;
}

// @no-trace
class Private {
  method() {
    return "not traced: class directive";
  }
}

// @trace kind=server
function withDirective(id: number) {
  return id;
}

export default function () {
  return "anonymous default";
}

export function run() {
  const repository = new Repository("repo name");
  return [
    declared(),
    arrow(),
    expression(),
    repository.field(),
    repository.size,
    repository.find(4),
    repository.healthcheck(),
    repository.internal(),
    handlers.onEvent("event name"),
    handlers.onError("error name"),
    [...items()],
    new Private().method(),
    withDirective(8),
  ];
}
