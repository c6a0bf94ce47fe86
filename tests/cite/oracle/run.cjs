// Formats citations with citeproc-js: a job on stdin, its texts on stdout, both JSON.
// A job: {locales: {language: xml}, runs: [{style: xml, locale, items, clusters | null}]}.
// `clusters` null asks for the list of works. Each run starts from nothing.
"use strict";
const CSL = require("citeproc");
const job = JSON.parse(require("fs").readFileSync(0, "utf8"));

// The number of an entry stands apart from it, as a margin would part the two.
CSL.Output.Formats.text["@display/left-margin"] = (state, text) => text + " ";

function engine(run) {
  const items = new Map(run.items.map((item) => [String(item.id), item]));
  return new CSL.Engine({
    retrieveLocale: (language) => job.locales[language] || false,
    retrieveItem: (id) => items.get(String(id)),
  }, run.style, run.locale, true);
}

function listed(run) {
  const processor = engine(run);
  processor.setOutputFormat("text");
  processor.updateItems(run.items.map((item) => item.id));
  const [parameters, entries] = processor.makeBibliography();
  let ids = parameters.entry_ids.map((some) => String(some[0]));
  if (ids.length !== entries.length) {  // a style may leave some works out
    ids = ids.filter((id) => {
      const only = {include: [{field: "id", value: id}]};
      return processor.makeBibliography(only)[1].length > 0;
    });
  }
  return {texts: entries.map((entry) => entry.trim()), ids};
}

function cited(run) {
  const processor = engine(run);
  const note = processor.opt.xclass === "note";
  processor.updateItems(run.items.map((item) => item.id));
  const citations = run.clusters.map((cluster, number) => ({
    citationID: `c${number}`,
    citationItems: cluster,
    properties: {noteIndex: note ? number + 1 : 0},
  }));
  const answers = processor.rebuildProcessorState(citations, "text");
  return {texts: answers.map((answer) => answer[2]), ids: []};
}

const answers = job.runs.map((run) => (run.clusters === null ? listed(run) : cited(run)));
process.stdout.write(JSON.stringify(answers));
