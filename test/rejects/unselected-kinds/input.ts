export class A {
  get size() {
    return 1;
  }
}
