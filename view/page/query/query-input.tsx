// A query line in; a field to change it, which completes what is typed, out (the combobox pattern of the ARIA guide).
import type { JSX, TargetedKeyboardEvent } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Completer } from "./completion.js";

/** What a field shows. */
export interface QueryInputProps {
  readonly value: string;
  /** Its name, for the form and for assistive technology. */
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
}

/** A field of a form. */
export function QueryInput({ value, name, label, placeholder }: QueryInputProps): JSX.Element {
  const [completer] = useState(() => new Completer());
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const { choices, active } = completer.state.value;
  const isOpen = choices.length > 0;
  const take = (index: number) => input.current && apply(input.current, completer, index);
  return (
    <div class="query-input">
      <input
        key={value}
        ref={input}
        type="text"
        role="combobox"
        name={name}
        defaultValue={value}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `${list}-${active}`}
        placeholder={placeholder}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={({ currentTarget }) => lookAt(currentTarget, completer)}
        onKeyDown={(event) => press(event, completer, take)}
        onBlur={() => completer.close()}
      />
      <div
        class="choices"
        id={list}
        role="listbox"
        aria-label={`${label}: what may stand here`}
        hidden={!isOpen}
      >
        {choices.map(({ text, hint }, index) => (
          <div
            key={text}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => {
              // The field keeps the focus.
              event.preventDefault();
              take(index);
            }}
          >
            <span class="cut">{text}</span>
            <span class="soft">{hint}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function lookAt(input: HTMLInputElement, completer: Completer): void {
  completer.look(input.value, input.selectionStart ?? input.value.length);
}

function press(
  event: TargetedKeyboardEvent<HTMLInputElement>,
  completer: Completer,
  take: (index: number) => void,
): void {
  const { choices, active } = completer.state.peek();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (choices.length > 0) completer.move(event.key === "ArrowDown" ? 1 : -1);
    else lookAt(event.currentTarget, completer);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    take(active);
  } else if (event.key === "Enter") {
    completer.close();
  } else if (event.key === "Escape" && choices.length > 0) {
    event.preventDefault();
    completer.close();
  }
}

/** A field goes on to its values; behind a value stands what comes next. */
function apply(input: HTMLInputElement, completer: Completer, index: number): void {
  const { from, to, choices } = completer.state.peek();
  const { text = "" } = choices[index] ?? {};
  const isBegun = /[:.>]$/.test(text);
  const after = input.value.slice(to);
  const written = isBegun || after.startsWith(" ") ? text : `${text} `;
  input.value = input.value.slice(0, from) + written + after;
  input.setSelectionRange(from + written.length, from + written.length);
  completer.close();
  if (isBegun) lookAt(input, completer);
}
