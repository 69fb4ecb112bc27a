// @trace name="orders"
export class Orders {
  load() {}
  save() {}
}

// @trace name="one"
export class One {
  load() {}
}
