// Reads exports with citation-js: a list of texts on stdin, on stdout the authors of each entry.
"use strict";
const {Cite} = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const read = texts.map((text) => new Cite(text).data.map((item) => [item.id, item.author || []]));
process.stdout.write(JSON.stringify(read));
