// How the dependencies of a project are installed by npm.

/** Without scripts: what a package would build or download for itself is no part of the tests. */
export const NPM = "npm install --no-audit --no-fund --ignore-scripts";
