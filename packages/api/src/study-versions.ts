import type { Executor, ParticipantRecord, ViewerStudy } from "@kendali/db";
import {
  invariant,
  localDateIn,
  participantProtocol,
  unionProtocol,
  versionInForce,
  type DatedVersion,
  type LocalDate,
  type OlderEntry,
  type Protocol,
} from "@kendali/domain";
import type { ServerContext, StudyScope } from "./context.ts";
import { protocolOf } from "./protocol-cache.ts";
import { visibleForms } from "./viewed-protocol.ts";

/** One version of a study's document, with the dates from which it rules at which site. */
export type StudyVersion = DatedVersion & { readonly protocol: Protocol };

type Clock = Pick<ServerContext, "now">;
type Versioned = Pick<StudyScope, "protocol" | "protocolHash" | "versions">;

/** Every version of a study, from the first to the newest; documents are read once per process. */
export async function versionsOf(
  executor: Executor,
  study: Pick<ViewerStudy, "id" | "protocolHash" | "versions">,
): Promise<readonly StudyVersion[]> {
  const later = study.versions ?? [];
  const dated: DatedVersion[] = [{ hash: later[0]?.from ?? study.protocolHash, effective: [] }, ...later];
  const versions: StudyVersion[] = [];
  for (const { hash, effective } of dated)
    versions.push({ hash, effective, protocol: await protocolOf(executor, study.id, hash) });
  return versions;
}

/** The newest version that rules at one of the sites today; null sites: at any. */
export function leadingVersion(
  server: Clock,
  versions: readonly StudyVersion[],
  sites: readonly string[] | null,
): StudyVersion {
  const first = versions[0];
  invariant(first !== undefined, "a study has a version");
  if (versions.length === 1) return first;
  const asked = sites ?? unionOf({ versions }).sites.map(({ key }) => key);
  const ruling = asked.map((site) => versions.indexOf(versionAt(server, versions, site)));
  return versions[Math.max(0, ...ruling)] ?? first;
}

/** The local date at a site by whichever version knows the site: its time zone never changes. */
export function dateAt(server: Clock, versions: readonly Pick<StudyVersion, "protocol">[], site: string): LocalDate {
  for (const { protocol } of versions) {
    const found = protocol.sites.find(({ key }) => key === site);
    if (found !== undefined) return localDateIn(server.now(), found.timeZone);
  }
  return localDateIn(server.now(), "UTC");
}

/** The version that rules at a site today. */
export function versionAt(server: Clock, versions: readonly StudyVersion[], site: string): StudyVersion {
  return versionInForce(versions, site, dateAt(server, versions, site));
}

/** The study as the version in force at a site rules it; `on`: on that date instead of today. */
export function atSite<S extends Versioned>(server: Clock, study: S, site: string, on?: LocalDate): S {
  const { versions } = study;
  if (versions.length === 1) return study;
  const { hash, protocol } = versionInForce(versions, site, on ?? dateAt(server, versions, site));
  return { ...study, protocol, protocolHash: hash };
}

/** The study under one of its versions; null when it has no such version. */
export function underVersion<S extends Versioned>(study: S, hash: string): S | null {
  if (hash === study.protocolHash) return study;
  const version = study.versions.find((candidate) => candidate.hash === hash);
  return version === undefined ? null : { ...study, protocol: version.protocol, protocolHash: version.hash };
}

/** The study with every version's items, forms and visits: to read what was captured, never to capture by. */
export function asUnion<S extends Versioned>(study: S): S {
  return study.versions.length === 1 ? study : { ...study, protocol: unionOf(study) };
}

/** The forms of every version: who may measure depends on what the same person did under any of them. */
export function formsEver(study: Pick<StudyScope, "protocol" | "versions">): Protocol["forms"] {
  return study.versions.length === 1 ? [] : unionOf(study).forms;
}

const unions = new WeakMap<Protocol, Protocol>();

/** One document of all versions, made once per newest version. */
export function unionOf(study: Pick<StudyScope, "versions">): Protocol {
  const newest = study.versions.at(-1);
  invariant(newest !== undefined, "a study has a version");
  const known = unions.get(newest.protocol);
  if (known !== undefined) return known;
  const made = unionProtocol(study.versions.map(({ protocol }) => protocol));
  unions.set(newest.protocol, made);
  return made;
}

/**
 * The study as it rules one participant: the version in force at her site, with what was begun under an older one as that
 * one had it. `opened`: a form that is about to be entered under the version it was opened with.
 */
export function forParticipant<S extends Versioned & Pick<StudyScope, "id" | "viewer">>(
  server: Clock,
  study: S,
  record: Pick<ParticipantRecord, "site" | "entries">,
  opened: { readonly visit: string; readonly form: string; readonly protocolHash: string } | null = null,
): S {
  if (study.versions.length === 1) return study;
  const local = atSite(server, study, record.site);
  // What a viewer does not know of decides nothing that she is told.
  const visible = visibleForms(asUnion(study));
  const known = record.entries.filter(({ visit, form }) => visible?.includes(`${visit}/${form}`) ?? true);
  const entries = opened === null ? known : [...known, opened];
  const older = entries.filter((entry) => entry.protocolHash !== local.protocolHash);
  return older.length === 0 ? local : { ...local, protocol: composed(local, older) };
}

type Captured = { readonly visit: string; readonly form: string; readonly protocolHash: string };

/** What was composed before, by what it was composed of, so that its forms are compiled and its views made once. */
const compositions = new Map<string, Protocol>();
const capacity = 500;

function composed(local: Versioned & Pick<StudyScope, "id">, older: readonly Captured[]): Protocol {
  const parts = older.map(({ visit, form, protocolHash }) => `${protocolHash}/${visit}/${form}`);
  const name = [local.id, local.protocolHash, ...parts.toSorted()].join(" ");
  const known = compositions.get(name);
  if (known !== undefined) return known;
  const order = local.versions.map(({ hash }) => hash);
  const entries = older.flatMap(({ visit, form, protocolHash }): (OlderEntry & { readonly place: number })[] => {
    const version = local.versions.find(({ hash }) => hash === protocolHash);
    return version === undefined
      ? []
      : [{ visit, form, version: version.protocol, place: order.indexOf(protocolHash) }];
  });
  const made = participantProtocol(
    local.protocol,
    entries.toSorted((a, b) => a.place - b.place),
  );
  if (compositions.size >= capacity) compositions.clear();
  compositions.set(name, made);
  return made;
}
