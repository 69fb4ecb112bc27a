const __uno = "the user's __uno";
const __uno_span = "the user's span";
function __uno_0() {
  return "the user's __uno_0";
}

// @trace
export function collides(__uno_error: string) {
  return [__uno, __uno_span, __uno_0(), __uno_error];
}

export const run = () => collides("the user's error");
