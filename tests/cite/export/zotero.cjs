// Imports exports with Zotero's own translators: paths on argv, on stdout the items of each file.
"use strict";
const {readFileSync} = require("fs");
const print = process.stdout.write.bind(process.stdout);
console.log = console.error = () => {};
process.stdout.write = process.stderr.write = () => true; // the translators tell what they try
const {referenceImport} = require("zotero-translators");

(async () => {
  const read = [];
  for (const path of process.argv.slice(2)) {
    read.push(await referenceImport(readFileSync(path, "utf8")));
  }
  print(JSON.stringify(read), () => process.exit(0));
})();
