import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../launcher/settings.mjs";
import { signIn, openClient } from "./http-client.mjs";
import { filledForm, formKey, inventedCodelists, inventedForms } from "./invented-form.mjs";

const password = "rekaan-untuk-uji-beban-2026";
const staff = "load.staff";

/**
 * Makes a study of the kind `test` in an empty installation, by the acts that an administrator does in the browser: the
 * one-group reference study with invented forms of 30 items at its first visit. One invented person holds every role in it
 * that may be held together.
 */
export async function makeLoadStudy(address, { setupToken, forms, key = "load-test", connections = 16 }) {
  const nobody = openClient(address);
  await nobody.mutate("setup.accept", { token: setupToken, password });
  const administrator = await signIn(address, { username: "administrator", password });
  await administrator.mutate("study.create", {
    commandId: randomUUID(),
    key,
    kind: "test",
    protocol: loadProtocol(forms),
  });
  const { id: account } = await administrator.mutate("account.create", {
    commandId: randomUUID(),
    username: staff,
    displayName: "Petugas rekaan",
    administrator: false,
    locale: "id",
  });
  const { token } = await administrator.mutate("account.newLink", { account });
  await nobody.mutate("setup.accept", { token, password });
  for (const role of ["coordinator", "investigator", "data_manager", "statistician"])
    await administrator.mutate("account.grantRole", { commandId: randomUUID(), account, study: key, role, site: null });
  const client = await signIn(address, { username: staff, password, connections });
  await client.mutate("study.goLive", { commandId: randomUUID(), study: key });
  nobody.close();
  administrator.close();
  return { key, client, forms, signIn: (width) => signIn(address, { username: staff, password, connections: width }) };
}

/** Screens, takes consent of and enrols that many invented mothers; answers their numbers. */
export async function enrolMothers({ key, client }, count, width = 16) {
  const numbers = [];
  const { consent, eligibility, sites } = referenceProtocol();
  const answers = Object.fromEntries(eligibility.criteria.map((one) => [one.key, one.kind === "inclusion"]));
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(width, count) }, async () => {
      while (next < count) {
        const serial = next;
        next += 1;
        const command = () => ({ commandId: randomUUID(), study: key });
        const { screening } = await client.mutate("screening.record", { ...command(), site: sites[0].key, answers });
        await client.mutate("consent.record", {
          ...command(),
          screening,
          version: consent.version,
          language: "id",
          decision: "given",
          purposes: consent.purposes.map((purpose) => purpose.key),
          signedOn: todayIn(sites[0].timeZone),
        });
        const identity = { name: `Ibu Rekaan ${serial + 1}` };
        numbers.push((await client.mutate("participant.enrol", { ...command(), screening, identity })).participant);
      }
    }),
  );
  return numbers;
}

/** The command that saves one completed form of one participant for the first time. */
export function saveCommand({ key }, participant, form, serial) {
  return {
    commandId: randomUUID(),
    study: key,
    participant,
    visit: "pretest",
    form: formKey(form),
    baseRevision: 0,
    performedOn: todayIn(referenceProtocol().sites[0].timeZone),
    values: filledForm(form, serial),
    softReasons: {},
    deviceTime: new Date().toISOString(),
  };
}

function loadProtocol(count) {
  const protocol = referenceProtocol();
  const forms = inventedForms(count);
  const [first, ...others] = protocol.visits;
  return {
    ...protocol,
    codelists: [...protocol.codelists, ...inventedCodelists],
    forms: [...protocol.forms, ...forms],
    visits: [
      { ...first, forms: [...first.forms, ...forms.map((form) => ({ form: form.key, required: false }))] },
      ...others,
    ],
  };
}

let reference;
function referenceProtocol() {
  reference ??= JSON.parse(readFileSync(join(root, "studies/oxytocin-pretest-posttest/protocol.json"), "utf8"));
  return reference;
}

function todayIn(timeZone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date());
}
