import type { Procedure } from "../../apps/web/tests/masking/twin-messages.ts";
import { canary, draftKey, pendingKeys, type StudyViewer } from "./cast.ts";
import { differenceOf } from "./compare-answers.ts";
import { generateInput, type Schema, type Situation } from "./generate-input.ts";
import { publicUrl, type Received, type Sent } from "./twin-process.ts";
import type { Worlds } from "./worlds.ts";

export type Viewer = StudyViewer & { readonly cookies: readonly [string, string] };

/** Words that only the treated have, and nobody else's answers. */
const treatedOnly = /massage_session|session_photo|session_[1-7]\b/u;
/**
 * What answers with a document as it is written: investigators and data managers write amendments and keep copies, masked or
 * not, and the forms of the reference studies are anybody's. It is the same in both worlds, and that is compared.
 */
const documentPaths =
  /\/api\/trpc\/(?:protocolDraft\.(?:formLibrary|get|changes|edit|restore|history)|study\.(?:export|amend)|amendment\.(?:preview|captured))\b/u;
/** Where only whether there is a finding is asked, the first ends it. */
const stopsAtFirst = process.env["KENDALI_TWIN_STOP"] === "1";

/** Asks both worlds the same and keeps what differed, what was told and what was reached. */
export class Interview {
  readonly worlds: Worlds;
  readonly procedures: readonly Procedure[];
  readonly situations: readonly Situation[];
  readonly situationsOf: ReadonlyMap<string, readonly Situation[]>;
  readonly pool: Record<string, unknown[]>;
  readonly differences: string[] = [];
  readonly told: string[] = [];
  /** `procedure role`: how often it was accepted. */
  readonly accepted = new Map<string, number>();
  /** The draft that each viewer has made last. */
  private readonly drafts = new Map<string, string>();
  /** What each world's process had written when the database went, and when it was back. */
  readonly outage: [number, number][] = [];
  asked = 0;
  bytes = 0;
  instant: string;

  constructor(
    worlds: Worlds,
    known: {
      readonly procedures: readonly Procedure[];
      readonly situations: readonly Situation[];
      readonly pool: Record<string, unknown[]>;
      readonly instant: string;
    },
  ) {
    this.worlds = worlds;
    this.procedures = known.procedures;
    this.situations = known.situations;
    const byNumber = new Map<string, Situation[]>();
    for (const one of known.situations) {
      const mine = byNumber.get(String(one["participant"])) ?? [];
      byNumber.set(String(one["participant"]), [...mine, one]);
    }
    this.situationsOf = byNumber;
    this.pool = known.pool;
    this.instant = known.instant;
  }

  /** Sends one request to both worlds and compares nothing: what somebody else was told must not change an answer. */
  async warm(viewer: Viewer, sent: Sent): Promise<readonly Received[]> {
    const { a, b } = this.worlds;
    const [first, second] = viewer.cookies;
    return Promise.all([
      a.send({ ...sent, headers: { ...sent.headers, cookie: first } }),
      b.send({ ...sent, headers: { ...sent.headers, cookie: second } }),
    ]);
  }

  /** Asks while no world is as it should be: which of two errors comes is chance, but neither may tell. */
  async hear(viewer: Viewer, sent: Sent, what: string): Promise<void> {
    for (const received of await this.warm(viewer, sent)) this.listen(viewer.name, sent, received, what);
  }

  /** Sends one request to both worlds, and compares. */
  async ask(viewer: Viewer | null, sent: Sent, what: string): Promise<Received> {
    const { a, b } = this.worlds;
    const withCookie = (cookie: string | undefined): Sent =>
      cookie === undefined ? sent : { ...sent, headers: { ...sent.headers, cookie } };
    const [left, right] = await Promise.all([
      a.send(withCookie(viewer?.cookies[0])),
      b.send(withCookie(viewer?.cookies[1])),
    ]);
    this.asked += 1;
    this.bytes += left.body.length;
    const who = viewer?.name ?? "nobody";
    const difference = differenceOf(sent, left, right);
    if (difference !== null) this.differences.push(`${who}: ${what}\n    ${difference}`);
    this.listen(who, sent, left, what);
    if (stopsAtFirst && this.differences.length + this.told.length > 0)
      throw new Error([...this.differences, ...this.told].join("\n"));
    return left;
  }

  /** An answer must not hold a word that tells, unless the question brought it. */
  private listen(who: string, sent: Sent, received: Received, what: string): void {
    if (documentPaths.test(sent.path)) return;
    const asked = `${decodeURIComponent(sent.path)} ${String(sent.body ?? "")}`;
    const text = `${received.headers.map((pair) => pair.join(": ")).join("\n")}\n${received.body.toString("utf8")}`;
    for (const word of [canary, treatedOnly]) {
      const found = word.exec(text)?.[0];
      if (found !== undefined && !asked.includes(found)) this.told.push(`${who}: ${what} tells "${found}"`);
    }
  }

  /** Calls one procedure, and follows its pages; answers whether it was accepted. */
  async call(viewer: Viewer, procedure: Procedure, input: unknown, pages = 1): Promise<boolean> {
    const received = await this.ask(viewer, requestFor(procedure, input), `${procedure.path} ${short(input)}`);
    const parsed = parse(received.body);
    const answer: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    this.note(viewer, procedure, answer);
    const next = cursorOf(answer);
    const isPaged = next !== null && "cursor" in ((procedure.input as Schema).properties ?? {});
    if (isPaged && pages > 0 && typeof input === "object")
      await this.call(viewer, procedure, { ...input, cursor: next }, pages - 1);
    return isAccepted(answer);
  }

  /** Calls up to 15 queries in one request, as the browser does. */
  async callBatch(viewer: Viewer, procedure: Procedure, inputs: readonly unknown[]): Promise<void> {
    const received = await this.ask(viewer, batchFor(procedure, inputs), `${procedure.path} batch of ${short(inputs)}`);
    const answers = parse(received.body);
    if (Array.isArray(answers)) for (const answer of answers) this.note(viewer, procedure, answer);
  }

  /** Calls one procedure by its path; what was answered, or null when it was refused. */
  async does(viewer: Viewer, path: string, input: object): Promise<Readonly<Record<string, unknown>> | null> {
    const procedure = this.procedures.find((one) => one.path === path);
    if (procedure === undefined) throw new Error(`no procedure ${path}`);
    const received = await this.ask(viewer, requestFor(procedure, input), `${path} ${short(input)}`);
    const answer = parse(received.body);
    this.note(viewer, procedure, answer);
    return isAccepted(answer) ? (answer as { result: { data: Readonly<Record<string, unknown>> } }).result.data : null;
  }

  private note(viewer: Viewer, procedure: Procedure, answer: unknown): void {
    if (!isAccepted(answer)) return;
    const key = `${procedure.path} ${viewer.role}`;
    const times = (this.accepted.get(key) ?? 0) + 1;
    this.accepted.set(key, times);
    if (procedure.path === "protocolDraft.create") {
      const [made] = ids(answer, "draft");
      if (made !== undefined) this.drafts.set(viewer.name, String(made[1]));
    }
    if (times <= 5) this.learn(answer, nounOf(procedure.path.split(".")[0] ?? ""));
  }

  /** The same input about a draft that the viewer has made: of others she is told nothing. */
  ofHerOwn(viewer: Viewer, input: unknown): unknown {
    const draft = this.drafts.get(viewer.name);
    const asksOfDraft = typeof input === "object" && input !== null && "draft" in input;
    if (draft === undefined || !asksOfDraft) return input;
    // A draft that nobody has edited is of revision 1, and has one step.
    const steps = { ...("revision" in input ? { revision: 1 } : {}), ...("before" in input ? { before: 2 } : {}) };
    return { ...input, draft, ...steps };
  }

  /** What answers bring is asked back: ids and cursors. */
  private learn(answer: unknown, noun: string): void {
    const uuids =
      JSON.stringify(answer).match(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gu) ?? [];
    for (const found of uuids) remember(this.pool, "uuid", found);
    for (const [name, value] of ids(answer, noun)) if (!closed.includes(name)) remember(this.pool, name, value);
  }

  /** An input for a procedure; `fitting` ones are what a person would send. */
  input(procedure: Procedure, key: string, manner: "fitting" | "any", fixed?: Situation): unknown {
    const { chance } = this.worlds;
    const situation =
      fixed ??
      (chance.unit(`${key} draft`) < 0.12
        ? {
            study: chance.pick(`${key} which draft`, [draftKey, ...pendingKeys]),
            commandId: chance.uuid(`${key} command`),
          }
        : { ...chance.pick(`${key} situation`, this.situations), commandId: chance.uuid(`${key} command`) });
    return generateInput(procedure.input as Schema, { situation, pool: this.pool, manner, chance, key });
  }
}

const mostKept = 400;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;
/** Keys whose values are chosen and never learned. */
const closed = ["grant", "account", "commandId"];

/** Keys name a draft of a protocol by its last word. */
function nounOf(group: string): string {
  return group === "protocolDraft" ? "draft" : group;
}

function remember(pool: Record<string, unknown[]>, name: string, value: unknown): void {
  const known = (pool[name] ??= []);
  if (known.length < mostKept && !known.includes(value)) known.push(value);
}

/** Ids by the noun of the list that holds them: `snapshots: [{ id }]` is what a key named `snapshot` takes. */
function ids(value: unknown, noun = ""): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((one) => ids(one, noun.replace(/s$/u, "")));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (name === "id" && typeof inner === "string" && noun !== "") return [[noun, inner]];
    if (name === "nextCursor" && inner !== null) return [["cursor", inner]];
    if (typeof inner === "string" && uuid.test(inner)) return [[name, inner]];
    return ids(inner, name === "data" || name === "result" ? noun : name);
  });
}

export function batchFor(procedure: Pick<Procedure, "path">, inputs: readonly unknown[]): Sent {
  const paths = inputs.map(() => procedure.path).join(",");
  const numbered = Object.fromEntries(inputs.map((input, index) => [index, input]));
  return {
    method: "GET",
    path: `/api/trpc/${paths}?batch=1&input=${encodeURIComponent(JSON.stringify(numbered))}`,
  };
}

export function requestFor(procedure: Pick<Procedure, "path" | "type">, input: unknown): Sent {
  if (procedure.type === "mutation") {
    const headers = { "content-type": "application/json", origin: publicUrl };
    const path = `/api/trpc/${procedure.path}`;
    // A batch can hold a call without input; a body of its own cannot.
    if (input === undefined) return { method: "POST", path: `${path}?batch=1`, headers, body: "{}" };
    return { method: "POST", path, headers, body: JSON.stringify(input) };
  }
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return { method: "GET", path: `/api/trpc/${procedure.path}${query}` };
}

function isAccepted(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "result" in answer;
}

function cursorOf(answer: unknown): unknown {
  return ids(answer).find(([name]) => name === "cursor")?.[1] ?? null;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    // Not JSON: a page, or nothing.
    return null;
  }
}

function short(input: unknown): string {
  const text = JSON.stringify(input) ?? "without input";
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
