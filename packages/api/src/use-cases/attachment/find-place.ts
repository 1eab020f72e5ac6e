import type { Executor } from "@kendali/db";
import {
  accept,
  deriveSchedule,
  fileItemTypes,
  maySendUnder,
  refuse,
  type FileItemType,
  type Item,
  type Result,
} from "@kendali/domain";
import { knownArm } from "../../arms.ts";
import type { StudyContext, StudyScope } from "../../context.ts";
import { factsOf, rolesAt, todayAt } from "../../participant-facts.ts";
import { forParticipant, underVersion } from "../../study-versions.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { loadParticipant } from "../participant/load-participant.ts";

export type NamedPlace = {
  readonly participant: string;
  readonly visit: string;
  readonly form: string;
  readonly item: string;
};

export type FoundPlace = {
  readonly item: Item;
  readonly site: string;
  /** The visits of the participant at which the form is planned: a file belongs to the answer of any of them. */
  readonly visits: number;
};

/**
 * The item of a form that is planned at one of the participant's own visits, for who fills it or enters it for who fills
 * it; to anybody else it does not exist. The document is the one that rules her, or a version under which a form that was
 * opened earlier may still be sent.
 */
export async function findPlace(
  context: StudyContext,
  executor: Executor,
  named: NamedPlace,
): Promise<Result<FoundPlace>> {
  const loaded = await loadParticipant(context, executor, named.participant);
  if (!loaded.ok) return loaded;
  const { record, study } = loaded.value;
  const arm = await knownArm(context, record.number, executor);
  const today = todayAt(context, context.study, record.site);
  for (const candidate of [study, ...sendable(context, record, { named, today })]) {
    const protocol = viewedProtocol(candidate);
    const form = protocol.forms.find(({ key }) => key === named.form);
    const item = form?.sections.flatMap(({ items }) => items).find(({ key }) => key === named.item);
    if (form === undefined || item === undefined || !isFileType(item.type)) continue;
    const hers = new Set(
      deriveSchedule({ protocol, ...factsOf(record, arm, protocol), today }).map(({ visit }) => visit),
    );
    const planned = protocol.visits.filter(
      ({ key, forms }) => hers.has(key) && forms.some((one) => one.form === form.key),
    );
    if (!planned.some(({ key }) => key === named.visit)) continue;
    const roles = rolesAt(context.study.viewer.assignments, record.site);
    const fills = roles.includes("coordinator") || form.performedBy.some((role) => roles.includes(role));
    return fills ? accept({ item, site: record.site, visits: planned.length }) : refuse("not_allowed");
  }
  return refuse("not_found");
}

/** The study as a form opened under one of its other versions has it, the newest first. */
function sendable(
  context: StudyContext,
  record: Parameters<typeof forParticipant>[2] & { readonly enrolledOn: string },
  { named, today }: { readonly named: NamedPlace; readonly today: string },
): readonly StudyScope[] {
  const { study } = context;
  if (study.versions.length === 1) return [];
  const { site, enrolledOn } = record;
  return study.versions
    .filter(({ hash }) => maySendUnder(study.versions, hash, { site, enrolledOn, today }))
    .toReversed()
    .flatMap(({ hash }) => {
      // What an entry is opened for is answered under the version itself; what is new stands beside what was begun.
      const opened = { visit: named.visit, form: named.form, protocolHash: hash };
      const version = underVersion(study, hash);
      return [forParticipant(context, study, record, opened), ...(version === null ? [] : [version])];
    });
}

export function isFileType(type: Item["type"]): type is FileItemType {
  return Object.hasOwn(fileItemTypes, type);
}
