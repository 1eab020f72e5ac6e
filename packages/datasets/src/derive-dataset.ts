import { protocolHash, type LocalizedText, type Protocol, type StudyKind } from "@kendali/domain";
import { deriveFlow, type FlowCounts } from "./derive-flow.ts";
import { hashSnapshot } from "./hash-snapshot.ts";
import { hasArms, poolStudyData } from "./masking.ts";
import type { StudyData } from "./study-data.ts";
import type { BaseTableName, Table, TableName } from "./table.ts";
import { codebookTable, codesTable } from "./tables/codebook-tables.ts";
import { deviationsTable, guessesTable } from "./tables/deviations-table.ts";
import { eventsTable, registerTable, screeningsTable } from "./tables/flow-tables.ts";
import { longTable } from "./tables/long-table.ts";
import { participantsTable } from "./tables/participants-table.ts";

/** A frozen study as tables, with what is needed to describe and to prove them. */
export type DatasetModel = {
  readonly study: {
    readonly key: string;
    readonly version: string;
    readonly title: LocalizedText;
    readonly protocolHash: string;
  };
  readonly kind: StudyKind;
  readonly clock: "server" | "injected" | "not_stated";
  readonly snapshot: { readonly hash: string; readonly withArm: boolean };
  /** Whether the study has arms and these data go without them. */
  readonly isMasked: boolean;
  readonly protocol: Protocol;
  readonly tables: Readonly<Record<BaseTableName, Table> & Partial<Record<TableName, Table>>>;
  readonly flow: FlowCounts;
};

/**
 * Makes the analysis-ready tables of a study. Without `withArm` the data of a study with several arms are pooled first
 * ({@link poolStudyData}), and the snapshot's hash covers only the pooled data, so that not even the hash depends on an arm.
 * The hash is the SHA-256 of the canonical JSON (RFC 8785) of the data and the choice.
 */
export function deriveDataset(data: StudyData, options: { readonly withArm: boolean }): DatasetModel {
  const { protocol } = data;
  const isMasked = hasArms(protocol) && !options.withArm;
  const seen = isMasked ? poolStudyData(data) : data;
  const newest = data.versions?.at(-1) ?? protocol;
  const base = [
    participantsTable(seen, isMasked),
    longTable(seen, isMasked),
    screeningsTable(seen),
    eventsTable(seen),
    registerTable(seen),
  ] as const;
  const [participants, long, screenings, events, register] = base;
  const deviations = seen.deviations === undefined ? null : deviationsTable(seen, seen.deviations);
  const guesses = seen.guesses === undefined || isMasked ? null : guessesTable(seen, seen.guesses);
  const described = [...base, ...[deviations, guesses].filter((table) => table !== null)];
  return {
    study: {
      key: newest.key,
      version: newest.version,
      title: newest.title,
      protocolHash: protocolHash(newest),
    },
    kind: data.kind,
    clock: data.clock ?? "not_stated",
    snapshot: { hash: hashSnapshot(seen, !isMasked), withArm: !isMasked },
    isMasked,
    protocol,
    tables: {
      participants,
      long,
      screenings,
      events,
      register,
      codebook: codebookTable(protocol, described, data.versions),
      codes: codesTable(described, data.versions),
      ...(deviations === null ? {} : { deviations }),
      ...(guesses === null ? {} : { guesses }),
    },
    flow: deriveFlow(seen, isMasked),
  };
}
