import type { BlindingLevel, Protocol, Role } from "../protocol/types.ts";

/**
 * What one act on the platform needs. `public`: nobody signed in; `account`: any signed-in account; `administrator`: the
 * platform's administrator; otherwise the roles in the study that may do it. Administrators have no study data.
 */
export type Policy = "public" | "account" | "administrator" | { readonly roles: readonly Role[] };

const everyone = ["investigator", "coordinator", "provider", "assessor", "data_manager", "statistician"] as const;
const clinical = ["investigator", "coordinator", "provider", "assessor", "data_manager"] as const;

/** One row per act; procedures name their row, and a table test runs every procedure as every role. */
export const policies = {
  "system.status": "public",
  "setup.accept": "public",
  "session.me": "account",
  "session.signOut": "account",
  "session.setLocale": "account",
  "account.list": "administrator",
  "account.create": "administrator",
  "account.disable": "administrator",
  "account.newLink": "administrator",
  "account.grantRole": "administrator",
  "account.revokeRole": "administrator",
  "study.create": "administrator",
  "study.listAll": "administrator",
  "study.get": { roles: [...everyone, "randomization_officer"] },
  "study.overview": { roles: ["investigator", "coordinator", "data_manager", "statistician"] },
  "study.goLive": { roles: ["investigator", "data_manager"] },
  "study.withdrawApproval": { roles: ["investigator", "data_manager"] },
  "study.import": "administrator",
  "study.export": { roles: ["investigator", "coordinator", "data_manager"] },
  "study.signFindings": { roles: ["investigator", "data_manager"] },
  "study.goLiveState": { roles: ["investigator", "data_manager"] },
  "study.checkVersion": { roles: ["investigator", "data_manager"] },
  "study.version": { roles: [...everyone, "randomization_officer"] },
  "study.amend": { roles: ["investigator", "data_manager"] },
  "amendment.list": { roles: ["investigator", "data_manager", "coordinator", "statistician"] },
  "amendment.preview": { roles: ["investigator", "data_manager"] },
  "amendment.setDate": { roles: ["investigator", "data_manager"] },
  "amendment.previewMove": { roles: ["investigator", "data_manager"] },
  "amendment.move": { roles: ["investigator", "data_manager"] },
  "amendment.openEntries": { roles: ["investigator", "data_manager"] },
  "amendment.captured": { roles: ["investigator", "data_manager"] },
  "study.lock": { roles: ["investigator", "data_manager"] },
  "study.unblind": { roles: ["investigator"] },
  "study.recordRegisterCount": { roles: ["coordinator", "investigator"] },
  // A draft belongs to its members; who is none does not find it.
  "protocolDraft.templates": "account",
  "protocolDraft.formLibrary": "account",
  "protocolDraft.list": "account",
  "protocolDraft.get": "account",
  "protocolDraft.changes": "account",
  "protocolDraft.lastChanges": "account",
  "protocolDraft.create": "account",
  "protocolDraft.edit": "account",
  "protocolDraft.history": "account",
  "protocolDraft.restore": "account",
  "protocolDraft.rename": "account",
  "protocolDraft.share": "account",
  "protocolDraft.unshare": "account",
  "protocolDraft.close": "account",
  "protocolDraft.reopen": "account",
  "protocolDraft.remove": "account",
  "protocolDraft.openTest": "account",
  "protocolDraft.openStudy": "account",
  "protocolDraft.pilotStatistics": { roles: ["statistician", "data_manager", "investigator"] },
  "screening.list": { roles: ["coordinator", "investigator", "data_manager"] },
  "screening.get": { roles: ["coordinator", "investigator", "data_manager"] },
  "screening.record": { roles: ["coordinator"] },
  "consent.record": { roles: ["coordinator"] },
  "participant.enrol": { roles: ["coordinator"] },
  "participant.list": { roles: clinical },
  "participant.get": { roles: clinical },
  "participant.identity": { roles: ["coordinator"] },
  "participant.recordEnd": { roles: ["coordinator", "investigator"] },
  "today.list": { roles: clinical },
  "entry.get": { roles: clinical },
  "entry.save": { roles: ["coordinator", "provider", "assessor"] },
  "attachment.begin": { roles: ["coordinator", "provider", "assessor"] },
  "attachment.put": { roles: ["coordinator", "provider", "assessor"] },
  "attachment.finish": { roles: ["coordinator", "provider", "assessor"] },
  "attachment.read": { roles: clinical },
  "visit.recordMissed": { roles: ["coordinator", "provider", "assessor"] },
  "visit.lock": { roles: ["coordinator", "data_manager"] },
  "allocation.allocate": { roles: ["coordinator"] },
  "allocation.get": { roles: ["coordinator", "provider"] },
  "allocation.commitment": { roles: [...everyone, "randomization_officer"] },
  "allocation.useCard": { roles: ["coordinator"] },
  "allocation.cards": { roles: ["randomization_officer"] },
  "allocation.printCards": { roles: ["randomization_officer"] },
  "allocation.reveal": { roles: ["investigator", "data_manager", "statistician"] },
  "allocation.bundle": { roles: ["investigator", "data_manager", "statistician"] },
  "masking.list": { roles: ["investigator", "data_manager"] },
  "masking.request": { roles: ["investigator", "data_manager"] },
  "masking.decide": { roles: ["investigator", "data_manager"] },
  "masking.unmask": { roles: ["investigator", "coordinator"] },
  "masking.unmaskings": { roles: ["investigator", "data_manager", "statistician"] },
  "team.list": { roles: ["investigator", "coordinator", "data_manager"] },
  "team.recordTraining": { roles: ["investigator", "coordinator"] },
  "team.delegate": { roles: ["investigator"] },
  "team.endDelegation": { roles: ["investigator"] },
  "notice.list": { roles: ["investigator", "data_manager"] },
  "notice.acknowledge": { roles: ["investigator", "data_manager"] },
  "deviation.report": { roles: ["coordinator", "investigator", "data_manager"] },
  "deviation.preview": { roles: ["coordinator", "investigator", "data_manager"] },
  "deviation.list": { roles: ["coordinator", "investigator", "data_manager", "statistician"] },
  "deviation.get": { roles: ["coordinator", "investigator", "data_manager", "statistician"] },
  "deviation.review": { roles: ["investigator", "data_manager"] },
  "guess.record": { roles: ["assessor"] },
  "guess.get": { roles: ["assessor"] },
  "data.import": { roles: ["coordinator", "data_manager"] },
  "snapshot.list": { roles: ["statistician", "data_manager", "investigator"] },
  "snapshot.freeze": { roles: ["statistician", "data_manager"] },
  "snapshot.download": { roles: ["statistician", "data_manager"] },
  "analysis.run": { roles: ["statistician", "data_manager", "investigator"] },
  "audit.list": { roles: ["data_manager", "investigator"] },
} as const satisfies Record<string, Policy>;

export type PolicyKey = keyof typeof policies;

/** One role of an account in a study; `site` null means every site. Blinding is a property of the assignment. */
export type RoleAssignment = { readonly role: Role; readonly site: string | null; readonly blinding: BlindingLevel };

/**
 * The blinding level that the protocol gives a role; without a line for the role, blind, but for the randomization officer:
 * who folds the cards reads them.
 */
export function blindingOf(protocol: Pick<Protocol, "blinding">, role: Role): BlindingLevel {
  const stated = protocol.blinding.levels.find((level) => level.role === role)?.level;
  return stated ?? (role === "randomization_officer" ? "none" : "blind");
}

/** Pairs of roles that one account may never hold in one study: who treats or allocates does not measure. */
export const separatedRoles: readonly (readonly [Role, Role])[] = [
  ["provider", "assessor"],
  ["coordinator", "assessor"],
  // Who knows the cards' arms before they are drawn has nothing to do with participants, their data or their analysis.
  ["investigator", "randomization_officer"],
  ["coordinator", "randomization_officer"],
  ["provider", "randomization_officer"],
  ["assessor", "randomization_officer"],
  ["data_manager", "randomization_officer"],
  ["statistician", "randomization_officer"],
];

/** The first forbidden pair that a set of roles in one study contains. */
export function findSeparatedPair(roles: readonly Role[]): readonly [Role, Role] | null {
  return separatedRoles.find(([a, b]) => roles.includes(a) && roles.includes(b)) ?? null;
}
