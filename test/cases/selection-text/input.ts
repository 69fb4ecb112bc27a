// Functions that run elsewhere, as text, where nothing of this file is there.
const elsewhere = (text: string): unknown => new Function(`return ${text}`)();

function declared(n: number) {
  return [n].map((m) => m + 1)[0];
}

const arrow = (n: number) => n + 2;

const concatenated = function (n: number) {
  return n + 3;
};

// A variable of the same name takes nothing out.
function here() {
  return "traced here";
}

function shadowing() {
  const here = 1;
  return `${here}`;
}

export function run(): unknown[] {
  return [
    elsewhere(`(${declared.toString()})(1)`),
    elsewhere(`(${arrow})(1)`),
    elsewhere("(" + concatenated + ")(1)"),
    declared(10),
    here(),
    shadowing(),
  ];
}
