import type { LocalDate } from "../local-date.ts";
import type { Protocol, Role } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";

/**
 * What an investigator can hand to somebody in writing (ICH E6(R3), delegation log), with the roles that may be given it.
 * The order is that of a participant's way through a study.
 */
export const delegationTasks = {
  screening: ["coordinator", "investigator"],
  consent: ["coordinator", "investigator"],
  allocation: ["coordinator"],
  sessions: ["provider"],
  outcomes: ["assessor"],
  follow_up: ["coordinator", "assessor"],
  unmasking: ["investigator", "coordinator"],
  randomization: ["randomization_officer"],
  data_management: ["data_manager"],
  analysis: ["statistician"],
} as const satisfies Record<string, readonly Role[]>;

export type DelegationTask = keyof typeof delegationTasks;

/** Every task, in order. */
export const delegationTaskKeys = Object.keys(delegationTasks) as readonly DelegationTask[];

/** One person of a study's team, as far as gaps are looked for. */
export type TeamMember = {
  readonly account: string;
  readonly roles: readonly Role[];
  /** Roles for whose training there is a record. */
  readonly trained: readonly Role[];
  /** What is delegated to her on the day that is asked about. */
  readonly tasks: readonly DelegationTask[];
};

export type TeamGap =
  | { readonly code: "role_empty"; readonly role: Role }
  | { readonly code: "training_missing"; readonly role: Role; readonly account: string }
  | { readonly code: "delegation_missing"; readonly role: Role; readonly account: string };

/**
 * What a team still lacks for a document: a role that fills forms and that nobody has, a person without the training that
 * the document asks of her role, and one who works with participants without any task delegated to her in writing. The
 * investigator delegates and needs no paper for her own work.
 */
export function teamGaps(protocol: Pick<Protocol, "forms" | "roles">, team: readonly TeamMember[]): readonly TeamGap[] {
  const filling = new Set(protocol.forms.flatMap(({ performedBy }) => performedBy));
  const empty = protocol.roles
    .filter(({ role }) => filling.has(role) && !team.some(({ roles }) => roles.includes(role)))
    .map(({ role }): TeamGap => ({ code: "role_empty", role }));
  const training = protocol.roles
    .filter((line) => line.training !== undefined)
    .flatMap(({ role }) =>
      team
        .filter(({ roles, trained }) => roles.includes(role) && !trained.includes(role))
        .map(({ account }): TeamGap => ({ code: "training_missing", role, account })),
    );
  const delegation = team.flatMap(({ account, roles, tasks }) => {
    const role = roles.find((one) => one === "coordinator" || one === "provider" || one === "assessor");
    return role === undefined || tasks.length > 0 ? [] : [{ code: "delegation_missing", role, account } as const];
  });
  return [...empty, ...training, ...delegation];
}

/**
 * Whether a task may be delegated to somebody from a day on. Refuses `delegation_role_missing` where none of her roles may
 * do it, and `delegation_exists` where it is hers already at that place.
 */
export function canDelegate(
  task: DelegationTask,
  to: { readonly roles: readonly Role[]; readonly current: readonly { task: DelegationTask; site: string | null }[] },
  site: string | null,
): Result<null> {
  const may: readonly Role[] = delegationTasks[task];
  if (!to.roles.some((role) => may.includes(role))) return refuse("delegation_role_missing", { task });
  const isThere = to.current.some((one) => one.task === task && (one.site === null || one.site === site));
  return isThere ? refuse("delegation_exists", { task }) : accept(null);
}

/** Whether a delegation holds on a day: it began, and has not ended before it. */
export function isDelegated(
  delegation: { readonly from: LocalDate; readonly endedOn: LocalDate | null },
  on: LocalDate,
): boolean {
  return delegation.from <= on && (delegation.endedOn === null || on <= delegation.endedOn);
}
