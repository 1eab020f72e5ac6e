import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, stateDirectory } from "../launcher/settings.mjs";
import { openClient, signIn } from "./http-client.mjs";
import { importSource } from "./import-source.mjs";

const password = "rekaan-untuk-uji-beban-2026";
const strata = (sites) => sites.flatMap((site) => [1, 2].map((parity) => ({ site, parity })));

/** `allocation` of `makeTrial` for Pocock and Simon's minimization over the same factors; members undefined are left out. */
export const minimization = {
  scheme: "minimization",
  blockSizes: undefined,
  coin: { numerator: 4, denominator: 5 },
  measure: "range",
};

/** Signs the administrator of an empty installation in; the link of the start works once. */
export async function openAdministrator(address, setupToken) {
  const nobody = openClient(address);
  await nobody.mutate("setup.accept", { token: setupToken, password });
  nobody.close();
  return signIn(address, { username: "administrator", password });
}

/**
 * Makes the reference trial at two of its sites, of the kind `test`, by the acts that people do in the browser: four
 * strata (site and parity), one account for each role, live. `allocation` replaces members of the document's plan.
 */
export async function makeTrial({ address, databaseUrl }, administrator, { key, allocation = {} }) {
  const protocol = trialProtocol(allocation);
  const study = { commandId: randomUUID(), key, kind: "test", protocol };
  await administrator.mutate("study.create", study);
  const people = {};
  for (const role of ["coordinator", "assessor", "investigator", "data_manager"])
    people[role] = await newAccount(address, administrator, { key, role });
  await approveGoLive(key, [people.investigator, people.data_manager]);
  const username = usernameOf(key, "coordinator");
  return {
    key,
    protocol,
    /** A session of the coordinator, who allocates and knows the arms, at one of the web processes. */
    signIn: (connections, web = address) => signIn(web, { username, password, connections }),
    participantsAtGate: participantsAtGate({ key, protocol, people, databaseUrl }),
    close: () => Object.values(people).forEach((client) => client.close()),
  };
}

function trialProtocol(allocation) {
  const protocol = JSON.parse(readFileSync(join(root, "studies/oxytocin-rct/protocol.json"), "utf8"));
  return {
    ...protocol,
    sites: protocol.sites.slice(0, 2),
    allocation: { ...protocol.allocation, ...allocation },
  };
}

async function newAccount(address, administrator, { key, role }) {
  const { id: account } = await administrator.mutate("account.create", {
    commandId: randomUUID(),
    username: usernameOf(key, role),
    displayName: `Petugas rekaan ${role}`,
    administrator: false,
    locale: "id",
  });
  const { token } = await administrator.mutate("account.newLink", { account });
  await administrator.mutate("account.grantRole", { commandId: randomUUID(), account, study: key, role, site: null });
  const nobody = openClient(address);
  await nobody.mutate("setup.accept", { token, password });
  nobody.close();
  return signIn(address, { username: usernameOf(key, role), password, connections: 1 });
}

function usernameOf(key, role) {
  return `${role.replace("_", "-")}.${key}`;
}

/** Each account approves once, until the study is live: a randomized study needs two of them. */
async function approveGoLive(key, accounts) {
  for (const account of accounts) {
    const { status } = await account.mutate("study.goLive", { commandId: randomUUID(), study: key });
    if (status === "live") return;
  }
  throw new Error(`${accounts.length} accounts approved and ${key} is not live`);
}

/**
 * Participants who may be allocated: eligible, consented, enrolled, baseline complete and locked. The first of each stratum
 * comes about by the acts of people over HTTP. The others are copies of her rows, made inside the database: screening,
 * consent, participant, identity, entries, and her chains of audit events, appended by the function that appends every
 * event. What a copy lacks is the receipts of commands that nobody sent.
 */
function participantsAtGate({ key, protocol, people, databaseUrl }) {
  let first;
  return async (count, places = strata(protocol.sites.map((site) => site.key))) => {
    const { participantNumber, fillForm } = await sources();
    first ??= await firstOfEachStratum({ key, protocol, people, fillForm });
    const sql = await openOwner(databaseUrl);
    try {
      const numbers = [];
      for (const [index, { site, parity }] of places.entries()) {
        const share = Math.floor(count / places.length) + (index < count % places.length ? 1 : 0);
        const one = first.find((template) => template.site === site && template.parity === parity);
        const { code } = protocol.sites.find((candidate) => candidate.key === site);
        const copies = await sql.begin((tx) =>
          copyParticipant(tx, {
            key,
            template: one,
            count: share,
            numberOf: (serial) => participantNumber(code, serial),
          }),
        );
        numbers.push(...copies.map((number) => ({ number, site, parity })));
      }
      await sql`ANALYZE`;
      return numbers;
    } finally {
      await sql.end();
    }
  };
}

let loadedSources;
function sources() {
  loadedSources ??= importSource(
    `export { participantNumber } from "../domain/src/participant/participant-number.ts";
     export { fillForm } from "./src/testing/fill-form.ts";`,
    "packages/api",
  );
  return loadedSources;
}

async function openOwner(databaseUrl) {
  const { connectionOptions } = await import(pathToFileURL(join(stateDirectory, "embedded.mjs")).href);
  const postgres = createRequire(join(root, "packages/db/package.json"))("postgres");
  return postgres({ ...connectionOptions(databaseUrl), max: 1, onnotice: () => undefined });
}

async function firstOfEachStratum({ key, protocol, people, fillForm }) {
  const made = [];
  for (const { site, parity } of strata(protocol.sites.map((one) => one.key)))
    made.push({ site, parity, ...(await makeParticipant({ key, protocol, people, fillForm, site, parity })) });
  return made;
}

async function makeParticipant({ key, protocol, people, fillForm, site, parity }) {
  const { coordinator } = people;
  const command = () => ({ commandId: randomUUID(), study: key });
  const { consent, eligibility } = protocol;
  const today = todayIn(protocol.sites.find((one) => one.key === site).timeZone);
  const answers = Object.fromEntries(eligibility.criteria.map((one) => [one.key, one.kind === "inclusion"]));
  const { screening } = await coordinator.mutate("screening.record", { ...command(), site, answers });
  await coordinator.mutate("consent.record", {
    ...command(),
    screening,
    version: consent.version,
    language: "id",
    decision: "given",
    purposes: consent.purposes.map((purpose) => purpose.key),
    signedOn: today,
  });
  const identity = { name: `Ibu Rekaan ${site} ${parity}` };
  const { participant } = await coordinator.mutate("participant.enrol", { ...command(), screening, identity });
  const visit = protocol.visits.find((one) => one.key === protocol.allocation.afterVisit);
  for (const { form } of visit.forms) {
    const [role] = protocol.forms.find((one) => one.key === form).performedBy;
    await people[role].mutate("entry.save", {
      ...command(),
      participant,
      visit: visit.key,
      form,
      baseRevision: 0,
      performedOn: today,
      values: fillForm(
        protocol,
        form,
        today,
        form === "characteristics" ? { parity, delivery_at: `${today}T00:01` } : {},
      ),
      softReasons: {},
      deviceTime: new Date().toISOString(),
    });
  }
  await coordinator.mutate("visit.lock", { ...command(), participant, visit: visit.key });
  return { screening, participant };
}

async function copyParticipant(tx, { key, template, count, numberOf }) {
  if (count === 0) return [];
  const [{ id: study }] = await tx`SELECT id FROM study WHERE key = ${key}`;
  const reserve = async (site, name) => {
    const [{ last }] =
      await tx`UPDATE serial SET last = last + ${count} WHERE study_id = ${study} AND site_id = ${site} AND name = ${name} RETURNING last`;
    return Array.from({ length: count }, (_, index) => last - count + 1 + index);
  };
  const screenings = await reserve("", "screening");
  const numbers = (await reserve(template.site, "participant")).map(numberOf);
  await tx`CREATE TEMPORARY TABLE copy ON COMMIT DROP AS
    SELECT screening, participant FROM unnest(${screenings}::integer[], ${numbers}::text[]) AS copies (screening, participant)`;
  const { screening, participant } = template;
  await tx`INSERT INTO screening SELECT (jsonb_populate_record(s, jsonb_build_object('number', copy.screening))).*
    FROM screening s, copy WHERE s.study_id = ${study} AND s.number = ${screening}`;
  await tx`INSERT INTO consent SELECT (jsonb_populate_record(c, jsonb_build_object('screening', copy.screening))).*
    FROM consent c, copy WHERE c.study_id = ${study} AND c.screening = ${screening}`;
  await tx`INSERT INTO participant
    SELECT (jsonb_populate_record(p, jsonb_build_object('screening', copy.screening, 'number', copy.participant))).*
    FROM participant p, copy WHERE p.study_id = ${study} AND p.number = ${participant}`;
  await tx`INSERT INTO identity.person SELECT (jsonb_populate_record(p, jsonb_build_object('participant', copy.participant))).*
    FROM identity.person p, copy WHERE p.study_id = ${study} AND p.participant = ${participant}`;
  await tx`INSERT INTO form_entry SELECT (jsonb_populate_record(e, jsonb_build_object('participant', copy.participant))).*
    FROM form_entry e, copy WHERE e.study_id = ${study} AND e.participant = ${participant}`;
  await tx`SELECT count(append_audit(study_id, chain, site_id, action, account_id, recorded_at, event)) FROM (
    SELECT e.study_id, replace(replace(e.chain, ${`screening:${screening}`}, 'screening:' || copy.screening), ${participant}, copy.participant) AS chain,
      e.site_id, e.action, e.account_id, e.recorded_at,
      replace(regexp_replace(e.event, ${`"screening":${screening}(?!\\d)`}, '"screening":' || copy.screening), ${participant}, copy.participant) AS event
    FROM audit_event e, copy WHERE e.study_id = ${study} AND e.chain IN (${`screening:${screening}`}, ${participant})
    ORDER BY copy.screening, e.chain, e.sequence) AS events`;
  return numbers;
}

function todayIn(timeZone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date());
}
