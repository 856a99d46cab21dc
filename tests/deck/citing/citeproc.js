// Formats works and citation groups with citeproc-js: a question in JSON comes in on stdin, the answer goes out.
const CSL = require(process.argv[2]);
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const works = Object.fromEntries(asked.works.map((work) => [work.id, work]));
const system = {
  retrieveLocale: (tag) => asked.locales[tag] || asked.locales["en-US"],
  retrieveItem: (id) => JSON.parse(JSON.stringify(works[id])),
  // Some works have no entry in some styles: each that there is says whose it is.
  embedBibliographyEntry: (id) => `@@${id}`,
};
const engine = new CSL.Engine(system, asked.style, asked.language, true);
engine.setOutputFormat("html");
const shown = [];
const before = [];
for (const [number, group] of asked.groups.entries()) {
  const note = asked.notes ? number + 1 : 0;
  const citation = { citationItems: group.items, properties: { noteIndex: note } };
  if (group.narrative) citation.properties.mode = "composite";
  const [, changed] = engine.processCitationCluster(citation, before, []);
  for (const [place, text] of changed) shown[place] = text;
  before.push([citation.citationID, note]);
}
engine.updateUncitedItems(asked.works.map((work) => work.id));
process.stdout.write(JSON.stringify({ groups: shown, entries: engine.makeBibliography()[1] }));
