// A function declaration that moves to the head of its body leaves the statements before it where they are.
export const seen = [];

// @trace
function besideVar() {
  seen.push("stands before the function");
  // @trace
  function inner() {
    return "inner";
  }
  var inner;
  return inner();
}

// @trace
function overParameter(read) {
  seen.push("stands before the async one");
  const answer = read(1, 2);
  // @trace
  async function read() {
    return arguments.length;
  }
  return answer;
}

// @trace
function twice() {
  seen.push("stands before both");
  // @trace
  function same() {
    seen.push("in the first, which is never called");
  }
  seen.push("stands between them");
  // @trace
  function same() {
    seen.push("in the second");
    var deeper;
    // @trace
    function deeper() {
      return "deepest";
    }
    return deeper();
  }
  return same();
}

export async function run() {
  return [besideVar(), await overParameter(), twice(), seen];
}
