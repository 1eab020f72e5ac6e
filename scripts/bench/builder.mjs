import { importSource } from "../load/import-source.mjs";
import { medianSeconds } from "./stats.mjs";

const contents = ["builder", "domain", "fixtures", "randomization"]
  .map((name) => `export * as ${name} from "@kendali/${name}";`)
  .join("\n");
const items = 500;

/** The study builder on a study of 500 items, in one process: what a page does before it shows anything. Processor seconds. */
export async function benchBuilder({ log }) {
  const packages = await importSource(contents, "packages/builder");
  const document = packages.fixtures.largeProtocol(items);
  const text = JSON.stringify(document);
  const rows = [];
  for (const job of [benchOpen, benchKeystroke, benchDiff, benchLint, benchControlled]) {
    log(`${job.name} …`);
    rows.push(...job(packages, document, text));
  }
  return rows;
}

/** From the text of the answer to a document whose findings are known; the first time also warms the engine up. */
function benchOpen({ builder }, _document, text) {
  const open = () => {
    const read = builder.readDraft(JSON.parse(text));
    if (!read.ok) throw new Error("the large study cannot be read");
    builder.lintDraft(read.value, facts);
  };
  const [first, again] = [secondsOf(open), medianSeconds(9, open)];
  const size = `${(text.length / 1000).toFixed(0)} kB`;
  return [
    [
      `open ${items} items, first time`,
      ms(first),
      `${size} parsed, read and linted, every expression compiled; aim at most 1,000 ms`,
    ],
    ["open it again", ms(again), "median of 9"],
  ];
}

/** A letter typed into the label of one item in the middle: applied, checked, the way back kept. Nothing of it looks at the rest. */
function benchKeystroke({ builder }, document) {
  const item = document.forms[5].sections[2].items[4];
  const path = ["forms", "form_5", "sections", "part_2", "items", item.key, "label", "id"];
  const letters = 200;
  const times = [];
  let session = builder.startSession(document);
  for (let letter = 0; letter < letters; letter += 1) {
    const words = (count) => (count === 0 ? item.label.id : `${item.label.id}${"x".repeat(count)}`);
    const edit = { path, kind: "change", from: words(letter), to: words(letter + 1) };
    const before = performance.now();
    const edited = builder.applyEdits(session, [edit], "label");
    const read = edited.ok ? builder.readEditedDraft(session.document, edited.value.document) : edited;
    times.push(performance.now() - before);
    if (!read.ok) throw new Error("a letter does not fit");
    session = edited.value;
  }
  const ordered = times.toSorted((a, b) => a - b);
  return [
    [
      "a letter typed, without what is drawn",
      `${ordered[letters / 2].toFixed(2)} ms`,
      `wall time, median of ${letters}, slowest ${ordered.at(-1).toFixed(1)} ms; aim at most 5 ms`,
    ],
  ];
}

/** Against a document with every tenth label worded anew, a form moved, one taken away and twenty items added. */
function benchDiff({ domain }, document, text) {
  const other = JSON.parse(text);
  const all = other.forms.flatMap((form) => form.sections.flatMap((section) => section.items));
  for (const [index, item] of all.entries()) if (index % 10 === 0) item.label.id += " (baru)";
  other.forms.push(...other.forms.splice(1, 1));
  other.forms.splice(3, 1);
  const section = other.forms[0].sections[0];
  for (let index = 0; index < 20; index += 1) section.items.push({ ...section.items[1], key: `new_${index}` });
  let changes = 0;
  const seconds = medianSeconds(9, () => {
    changes = domain.diffProtocol(document, other).length;
  });
  return [["difference of two versions", ms(seconds), `median of 9; ${changes} changes; aim at most 2,000 ms`]];
}

/** With nothing open, and with every label blank and every expression broken. */
function benchLint({ builder, randomization }, document, text) {
  const broken = JSON.parse(text);
  for (const form of broken.forms)
    for (const section of form.sections)
      for (const item of section.items) {
        item.label.en = "";
        if (item.calculation !== undefined) item.calculation = `${item.key} + unknown_${item.key}`;
      }
  let count = 0;
  const clean = medianSeconds(9, () => builder.lintDraft(document, facts));
  const open = medianSeconds(9, () => {
    count = builder.lintDraft(broken, facts).length;
  });
  const rules = medianSeconds(9, () => randomization.validateStudyDocument(document));
  return [
    [
      "lint, document in order",
      ms(clean),
      `median of 9; ${ms(rules)} of it the rules of every document; aim at most 1,000 ms`,
    ],
    ["lint, every label untranslated and every calculation broken", ms(open), `median of 9; ${count} findings`],
  ];
}

/** The whole trial from a one-group study of 500 items. */
function benchControlled({ builder }, document) {
  const numbers = { n: 20, standardDeviation: 12, correlation: 0.5, change: 12 };
  const seconds = medianSeconds(9, () => {
    const answers = builder.controlledDefaults(document, { date: "2026-11-22", numbers });
    if (!builder.makeControlled(document, answers).ok) throw new Error("no trial");
  });
  return [["one group to controlled trial", ms(seconds), "median of 9; answers proposed and used"]];
}

const facts = { today: "2026-11-22" };

function secondsOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function ms(seconds) {
  return `${(1000 * seconds).toFixed(0)} ms`;
}
