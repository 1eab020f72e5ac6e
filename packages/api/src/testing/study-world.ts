import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { maySign } from "@kendali/builder";
import { insertAccount, updateAccount, type Database } from "@kendali/db";
import { addDays, type Protocol, type Refusal, type Result, type Role, type StudyKind } from "@kendali/domain";
import type { z } from "zod";
import type { PolicyKey } from "@kendali/domain";
import { hashPassword } from "../auth/passwords.ts";
import { createSession } from "../auth/sign-in.ts";
import type { ServerContext } from "../context.ts";
import { createContext, createServerContext } from "../create-context.ts";
import { perform } from "../perform.ts";
import { appRouter } from "../router.ts";
import { createCallerFactory } from "../trpc.ts";
import type { UseCase } from "../use-case.ts";
import { createAccount, grantRole } from "../use-cases/account/account-use-cases.ts";
import { allocateParticipant } from "../use-cases/allocation/allocate-participant.ts";
import { recordConsent } from "../use-cases/consent/record-consent.ts";
import { saveEntry } from "../use-cases/entry/save-entry.ts";
import { enrolParticipant } from "../use-cases/participant/enrol-participant.ts";
import { recordScreening } from "../use-cases/screening/record-screening.ts";
import { createStudy } from "../use-cases/study/create-study.ts";
import { goLiveState } from "../use-cases/study/go-live-state.ts";
import { goLive } from "../use-cases/study/go-live.ts";
import { signFindings } from "../use-cases/study/sign-findings.ts";
import { lockVisit } from "../use-cases/visit/lock-visit.ts";
import { fillForm } from "./fill-form.ts";

export const roles = [
  "investigator",
  "coordinator",
  "provider",
  "assessor",
  "data_manager",
  "statistician",
  "randomization_officer",
] as const;
export type StudyRole = (typeof roles)[number];

/** A reference study's document, from the repository's own files. */
export function referenceProtocol(name: "oxytocin-rct" | "oxytocin-pretest-posttest"): Protocol {
  const url = new URL(`../../../../studies/${name}/protocol.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Protocol;
}

const callerOf = createCallerFactory(appRouter);

/** Who acts on a study as a whole; the others work at one site. */
const ofEverySite: ReadonlySet<StudyRole> = new Set(["investigator", "data_manager", "statistician"]);

/** A platform with one administrator, made for one test file. */
export class World {
  readonly server: ServerContext;
  readonly administrator: string;
  /** What the clock shows; tests set it. */
  instant = "2026-03-02T03:00:00.000Z";

  private constructor(db: Database, administrator: string, clock: ServerContext["clockSource"]) {
    this.administrator = administrator;
    const keys = { sealKey: new Uint8Array(32).fill(7) };
    const server = createServerContext({ db, keys, mode: "production" });
    this.server = clock === "system" ? server : { ...server, now: () => this.instant, clockSource: clock };
  }

  static async open(db: Database): Promise<World> {
    const id = randomUUID();
    const createdAt = "2026-03-01T00:00:00.000Z";
    await insertAccount(db.drizzle, {
      id,
      username: "root",
      displayName: "Root",
      administrator: true,
      passwordHash: null,
      locale: "id",
      createdAt,
    });
    return new World(db, id, "injected");
  }

  /** The same platform by the server's own clock, for studies that refuse another. */
  bySystemClock(): World {
    return new World(this.server.db, this.administrator, "system");
  }

  /** Runs a use case as an account. */
  run<K extends PolicyKey, S extends z.ZodType, A, X>(
    account: string,
    useCase: UseCase<K, S, A, X>,
    input: z.input<S>,
  ): Promise<Result<A>> {
    return perform(this.server, { accountId: account }, useCase, input);
  }

  /** As `run`, and the test fails at a refusal. */
  async must<K extends PolicyKey, S extends z.ZodType, A, X>(
    account: string,
    useCase: UseCase<K, S, A, X>,
    input: z.input<S>,
  ): Promise<A> {
    const result = await this.run(account, useCase, input);
    if (!result.ok) throw new Error(`${useCase.policy} refused: ${JSON.stringify(result.refusal)}`);
    return result.value;
  }

  async account(name: string): Promise<string> {
    const { id } = await this.must(this.administrator, createAccount, {
      commandId: randomUUID(),
      username: name,
      displayName: name,
      administrator: false,
      locale: "id",
    });
    return id;
  }

  async grant(account: string, study: string, role: StudyRole, site: string | null): Promise<void> {
    await this.must(this.administrator, grantRole, { commandId: randomUUID(), account, study, role, site });
  }

  /** A live study with one account for each role: those of the whole study, and those who work at `site`. */
  async study(options: {
    key: string;
    protocol: Protocol;
    kind?: StudyKind;
    site?: string | null;
  }): Promise<StudyWorld> {
    const { key, protocol, kind = "simulated" } = options;
    await this.must(this.administrator, createStudy, { commandId: randomUUID(), key, kind, protocol });
    const site = options.site === undefined ? (protocol.sites[0]?.key ?? null) : options.site;
    const people = {} as Record<StudyRole, string>;
    for (const role of roles) {
      people[role] = await this.account(`${role.replaceAll("_", "-")}.${key}`);
      await this.grant(people[role], key, role, ofEverySite.has(role) ? null : site);
    }
    await this.open(key, protocol, people);
    return new StudyWorld(this, key, protocol, people, site ?? protocol.sites[0]?.key ?? "");
  }

  /** Goes live: by one account where nobody is allocated, by two where somebody is. */
  async open(key: string, protocol: Protocol, people: Readonly<Record<StudyRole, string>>): Promise<void> {
    const approvers = protocol.allocation === null ? [people.investigator] : [people.investigator, people.data_manager];
    for (const account of approvers) await this.must(account, goLive, { commandId: randomUUID(), study: key });
  }

  /** Signs every finding that a live study's document still has, so that it may go live. */
  async sign(account: string, study: string): Promise<void> {
    const { findings: open } = await this.must(account, goLiveState, { study });
    const findings = open.filter(maySign);
    if (findings.length === 0) return;
    const password = "a password to sign with";
    await updateAccount(this.server.db.drizzle, account, { passwordHash: await hashPassword(password) });
    const exceptions = findings.map(({ code, path }) => ({ code, path, reason: "accepted for a test" }));
    await this.must(account, signFindings, { commandId: randomUUID(), study, exceptions, password });
  }

  /** A caller of the router with a session of its own, as a browser has it. */
  async caller(account: string | null) {
    const { db, keys, mode } = this.server;
    const sessionId = account === null ? null : (await createSession(this.server, account)).sessionId;
    const context = createContext({ db, keys, mode, sessionId, requestId: "request-1" });
    return callerOf({ ...context, server: { ...context.server, now: this.server.now, clockSource: "injected" } });
  }
}

/** One study of a test, with the acts that most tests begin with. */
export class StudyWorld {
  readonly world: World;
  readonly key: string;
  readonly protocol: Protocol;
  readonly people: Readonly<Record<StudyRole, string>>;
  readonly site: string;

  constructor(
    world: World,
    key: string,
    protocol: Protocol,
    people: Readonly<Record<StudyRole, string>>,
    site: string,
  ) {
    this.world = world;
    this.key = key;
    this.protocol = protocol;
    this.people = people;
    this.site = site;
  }

  get today(): string {
    return this.world.instant.slice(0, 10);
  }

  nextDay(days = 1): void {
    this.world.instant = `${addDays(this.today, days)}T03:00:00.000Z`;
  }

  eligibleAnswers(): Record<string, boolean> {
    return Object.fromEntries(
      this.protocol.eligibility.criteria.map((criterion) => [criterion.key, criterion.kind === "inclusion"]),
    );
  }

  async screen(answers = this.eligibleAnswers(), site = this.site): Promise<number> {
    const { screening } = await this.world.must(this.people.coordinator, recordScreening, {
      commandId: randomUUID(),
      study: this.key,
      site,
      answers,
    });
    return screening;
  }

  async consent(screening: number): Promise<void> {
    await this.world.must(this.people.coordinator, recordConsent, {
      commandId: randomUUID(),
      study: this.key,
      screening,
      version: this.protocol.consent.version,
      language: "id",
      decision: "given",
      purposes: this.protocol.consent.purposes.map((purpose) => purpose.key),
      signedOn: this.today,
    });
  }

  async enrol(name = "Siti Rahmawati"): Promise<string> {
    const screening = await this.screen();
    await this.consent(screening);
    const { participant } = await this.world.must(this.people.coordinator, enrolParticipant, {
      commandId: randomUUID(),
      study: this.key,
      screening,
      identity: { name },
    });
    return participant;
  }

  /** The account whose role fills a form. */
  filler(form: string): string {
    const role = this.protocol.forms.find((candidate) => candidate.key === form)?.performedBy[0] as Role;
    return this.people[role as StudyRole];
  }

  saveInput(participant: string, visit: string, form: string, changed: Parameters<typeof fillForm>[3] = {}) {
    return {
      commandId: randomUUID(),
      study: this.key,
      participant,
      visit,
      form,
      baseRevision: 0,
      performedOn: this.today,
      values: fillForm(this.protocol, form, this.today, changed),
      softReasons: {},
      deviceTime: this.world.instant,
    };
  }

  save(participant: string, visit: string, form: string, changed: Parameters<typeof fillForm>[3] = {}) {
    return this.world.must(this.filler(form), saveEntry, this.saveInput(participant, visit, form, changed));
  }

  /** Fills every form of a visit, each by the role that fills it. */
  async visit(participant: string, visit: string): Promise<void> {
    for (const { form } of this.protocol.visits.find((candidate) => candidate.key === visit)?.forms ?? [])
      await this.save(participant, visit, form);
  }

  async lockBaseline(participant: string): Promise<void> {
    const visit = this.protocol.visits.find((candidate) => candidate.kind === "baseline")?.key ?? "";
    await this.world.must(this.people.coordinator, lockVisit, {
      commandId: randomUUID(),
      study: this.key,
      participant,
      visit,
    });
  }

  async allocate(participant: string) {
    return this.world.must(this.people.coordinator, allocateParticipant, {
      commandId: randomUUID(),
      study: this.key,
      participant,
    });
  }

  /** Enrolled, baseline complete and locked, allocated. */
  async allocated(): Promise<{ participant: string; arm: string }> {
    const participant = await this.enrol();
    await this.visit(participant, "pretest");
    await this.lockBaseline(participant);
    const { arm } = await this.allocate(participant);
    return { participant, arm: arm?.key ?? "" };
  }
}

/** The refusal of a result that must be one. */
export function refusalOf(result: Result<unknown>): Refusal {
  if (result.ok) throw new Error("accepted what should be refused");
  return result.refusal;
}
