// The style sheet of the pages: light and dark, as the reader's system is set.

/** Served as a file, since the pages allow no style in themselves. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: #1c2127; --soft: #57606a; --line: #d8dee4; --back: #fff; --row: #f6f8fa; --accent: #0b5cad; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #dde3ea; --soft: #98a2ad; --line: #333b44; --back: #14181d; --row: #1b2027; --accent: #7ab7f5; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem 1.25rem 3rem; font: 14px/1.45 system-ui, sans-serif; color: var(--text); background: var(--back); }
h1 { margin: 0 0 .75rem; font-size: 1.15rem; }
h1 small { font-weight: normal; color: var(--soft); }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
form { display: flex; gap: .5rem; margin-bottom: .5rem; }
input { flex: 1; padding: .35rem .5rem; border: 1px solid var(--line); border-radius: 4px; font: 13px ui-monospace, monospace; color: inherit; background: transparent; }
button { padding: .35rem .9rem; border: 1px solid var(--line); border-radius: 4px; font: inherit; color: inherit; background: var(--row); }
p, pre { margin: 0 0 .75rem; color: var(--soft); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.4 ui-monospace, monospace; }
.bad { color: var(--bad); }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
td.name { white-space: normal; overflow-wrap: anywhere; min-width: 14rem; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.bar { width: 35%; min-width: 8rem; }
svg { display: block; width: 100%; height: 1.1rem; }
rect { fill: var(--accent); }
rect.bad { fill: var(--bad); }
tbody tr:hover { background: var(--row); }
summary { cursor: pointer; }
.depth { color: var(--line); }
.soft { color: var(--soft); }
`;
