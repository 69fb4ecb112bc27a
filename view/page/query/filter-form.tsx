// A query line in; a plain form that writes another one out.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type FilterField, filterOf, withFilter } from "./filter.js";

/** What a form is for. */
export interface FilterFormProps {
  readonly query: string;
  readonly onChange: (line: string) => void;
  readonly onClose: () => void;
}

/** A field with what is said of it. */
interface Field {
  readonly field: FilterField;
  readonly label: string;
  readonly placeholder: string;
}

const FIELDS: readonly Field[] = [
  { field: "service", label: "Service", placeholder: "shop" },
  { field: "name", label: "Name", placeholder: "checkout*" },
  { field: "attribute", label: "Attribute", placeholder: "http.route=/cart" },
  { field: "atLeast", label: "At least", placeholder: "100ms" },
  { field: "atMost", label: "At most", placeholder: "2s" },
  { field: "since", label: "Since", placeholder: "10m, or a time" },
  { field: "until", label: "Until", placeholder: "1m, or a time" },
];

const STATUSES = ["", "error", "ok", "unset"];

/** The form; `Escape` closes it. */
export function FilterForm({ query, onChange, onClose }: FilterFormProps): JSX.Element {
  const filter = filterOf(query);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    onChange(withFilter(query, Object.fromEntries([...data].map(([name, value]) => [name, String(value)]))));
  };
  return (
    <form
      ref={form}
      id="filter-form"
      class="filter-form"
      aria-label="Search by fields"
      onSubmit={submit}
      onKeyDown={({ key }) => key === "Escape" && onClose()}
    >
      {FIELDS.map(({ field, label, placeholder }) => (
        <label key={field}>
          {label}
          <input type="text" name={field} defaultValue={filter[field]} placeholder={placeholder} />
        </label>
      ))}
      <label>
        Status
        <select name="status" defaultValue={filter.status}>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {status || "any"}
            </option>
          ))}
        </select>
      </label>
      <p class="filter-form-buttons">
        <button type="submit">Apply</button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </p>
    </form>
  );
}
