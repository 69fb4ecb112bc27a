// @trace args=orderId,user.id,user.name.first,flag result=status,total
function submit(orderId: string, user: { id: number; name: { first: string } }, flag?: boolean) {
  return { status: "accepted", total: 3.5, orderId, flag, user };
}

// @trace args=id result
async function load({ id }: { id: number }, ...rest: number[]) {
  await null;
  return `row ${id} of ${rest.length}`;
}

// @trace args=limit result
function* count(limit: number) {
  for (let i = 0; i < limit; i++) yield i;
  return "counted all";
}

// @trace args=password,options,list
function login(password: string, options: object, list: unknown[]) {
  return [password.length, options, list.length];
}

class Point {
  // @trace args=x,y
  constructor(
    readonly x: number,
    readonly y = 2,
  ) {}

  // @trace result=x
  plus(other: Point) {
    return new Point(this.x + other.x, this.y + other.y);
  }
}

// @trace args=value result
const identity = <T,>(value: T): T => value;

const trap = {
  get secretGetter(): string {
    throw new Error("a getter was called");
  },
  token: "top secret",
  plain: "plain value",
};

export async function run() {
  const cyclic: Record<string, unknown> = { name: "cyclic object" };
  cyclic.self = cyclic;
  return [
    submit("order 1", { id: 7, name: { first: "first name" } }, true),
    await load({ id: 1 }, 1, 2),
    [...count(2)],
    login("hunter22", trap.plain === "plain value" ? { token: "x", plain: trap.plain } : {}, [1, "a", null]),
    new Point(1).plus(new Point(3, 4)),
    identity(12n),
    identity(cyclic) === cyclic,
    identity(trap) === trap,
  ];
}
