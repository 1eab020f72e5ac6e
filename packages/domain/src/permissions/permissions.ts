import type { BlindingLevel, Protocol, Role } from "../protocol/types.ts";

/**
 * What of a study an act concerns, and so which sites a role must have. `study`: the study as a whole, for which a role of
 * some sites is not enough. `site`: the site that its input names, where a null is the whole study. `records`: what belongs
 * to sites, of which an act reads and writes those of its roles' sites; the rest does not exist, and what belongs to every
 * site is read there but written only with a role of every site. `document`: what the study tells alike to everybody in it;
 * nothing is written.
 */
export type ActScope = "study" | "site" | "records" | "document";

/** An act in a study: who may do it, and how far it reaches. */
export type StudyPolicy = { readonly roles: readonly Role[]; readonly scope: ActScope };

/**
 * What one act on the platform needs. `public`: nobody signed in; `account`: any signed-in account; `administrator`: the
 * platform's administrator; otherwise the roles in the study that may do it. Administrators have no data of real persons
 * (`mayHoldRoles`).
 */
export type Policy = "public" | "account" | "administrator" | StudyPolicy;

const everyone = ["investigator", "coordinator", "provider", "assessor", "data_manager", "statistician"] as const;
const clinical = ["investigator", "coordinator", "provider", "assessor", "data_manager"] as const;

/** One row per act; procedures name their row, and a table test runs every procedure as every role, of every site and of one. */
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
  "study.get": { roles: [...everyone, "randomization_officer"], scope: "document" },
  "study.overview": { roles: ["investigator", "coordinator", "data_manager", "statistician"], scope: "records" },
  "study.goLive": { roles: ["investigator", "data_manager"], scope: "study" },
  "study.withdrawApproval": { roles: ["investigator", "data_manager"], scope: "study" },
  "study.import": "administrator",
  "study.export": { roles: ["investigator", "coordinator", "data_manager"], scope: "document" },
  "study.signFindings": { roles: ["investigator", "data_manager"], scope: "study" },
  "study.goLiveState": { roles: ["investigator", "data_manager"], scope: "document" },
  "study.checkVersion": { roles: ["investigator", "data_manager"], scope: "document" },
  "study.version": { roles: [...everyone, "randomization_officer"], scope: "document" },
  "study.amend": { roles: ["investigator", "data_manager"], scope: "study" },
  "amendment.list": { roles: ["investigator", "data_manager", "coordinator", "statistician"], scope: "records" },
  "amendment.preview": { roles: ["investigator", "data_manager"], scope: "study" },
  "amendment.setDate": { roles: ["investigator", "data_manager"], scope: "site" },
  "amendment.previewMove": { roles: ["investigator", "data_manager"], scope: "records" },
  "amendment.move": { roles: ["investigator", "data_manager"], scope: "records" },
  "amendment.openEntries": { roles: ["investigator", "data_manager"], scope: "records" },
  "amendment.captured": { roles: ["investigator", "data_manager"], scope: "study" },
  "study.lock": { roles: ["investigator", "data_manager"], scope: "study" },
  "study.unblind": { roles: ["investigator"], scope: "study" },
  "study.recordRegisterCount": { roles: ["coordinator", "investigator"], scope: "site" },
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
  "protocolDraft.pilotStatistics": { roles: ["statistician", "data_manager", "investigator"], scope: "study" },
  "screening.list": { roles: ["coordinator", "investigator", "data_manager"], scope: "records" },
  "screening.get": { roles: ["coordinator", "investigator", "data_manager"], scope: "records" },
  "screening.record": { roles: ["coordinator"], scope: "site" },
  "consent.record": { roles: ["coordinator"], scope: "records" },
  "participant.enrol": { roles: ["coordinator"], scope: "records" },
  "participant.list": { roles: clinical, scope: "records" },
  "participant.get": { roles: clinical, scope: "records" },
  "participant.identity": { roles: ["coordinator"], scope: "records" },
  "participant.recordEnd": { roles: ["coordinator", "investigator"], scope: "records" },
  "today.list": { roles: clinical, scope: "records" },
  "entry.get": { roles: clinical, scope: "records" },
  "entry.save": { roles: ["coordinator", "provider", "assessor"], scope: "records" },
  "attachment.begin": { roles: ["coordinator", "provider", "assessor"], scope: "records" },
  "attachment.put": { roles: ["coordinator", "provider", "assessor"], scope: "records" },
  "attachment.finish": { roles: ["coordinator", "provider", "assessor"], scope: "records" },
  "attachment.read": { roles: clinical, scope: "records" },
  "visit.recordMissed": { roles: ["coordinator", "provider", "assessor"], scope: "records" },
  "visit.lock": { roles: ["coordinator", "data_manager"], scope: "records" },
  "allocation.allocate": { roles: ["coordinator"], scope: "records" },
  "allocation.get": { roles: ["coordinator", "provider"], scope: "records" },
  "allocation.commitment": { roles: [...everyone, "randomization_officer"], scope: "document" },
  "allocation.useCard": { roles: ["coordinator"], scope: "records" },
  "allocation.cards": { roles: ["randomization_officer"], scope: "records" },
  "allocation.printCards": { roles: ["randomization_officer"], scope: "site" },
  "allocation.reveal": { roles: ["investigator", "data_manager", "statistician"], scope: "study" },
  "allocation.bundle": { roles: ["investigator", "data_manager", "statistician"], scope: "study" },
  "masking.list": { roles: ["investigator", "data_manager"], scope: "records" },
  "masking.request": { roles: ["investigator", "data_manager"], scope: "records" },
  "masking.decide": { roles: ["investigator", "data_manager"], scope: "records" },
  "masking.unmask": { roles: ["investigator", "coordinator"], scope: "records" },
  "masking.unmaskings": { roles: ["investigator", "data_manager", "statistician"], scope: "records" },
  "team.list": { roles: ["investigator", "coordinator", "data_manager"], scope: "records" },
  "team.recordTraining": { roles: ["investigator", "coordinator"], scope: "records" },
  "team.delegate": { roles: ["investigator"], scope: "site" },
  "team.endDelegation": { roles: ["investigator"], scope: "records" },
  "notice.list": { roles: ["investigator", "data_manager"], scope: "records" },
  "notice.acknowledge": { roles: ["investigator", "data_manager"], scope: "records" },
  "deviation.report": { roles: ["coordinator", "investigator", "data_manager"], scope: "records" },
  "deviation.preview": { roles: ["coordinator", "investigator", "data_manager"], scope: "records" },
  "deviation.list": { roles: ["coordinator", "investigator", "data_manager", "statistician"], scope: "records" },
  "deviation.get": { roles: ["coordinator", "investigator", "data_manager", "statistician"], scope: "records" },
  "deviation.review": { roles: ["investigator", "data_manager"], scope: "records" },
  "guess.record": { roles: ["assessor"], scope: "records" },
  "guess.get": { roles: ["assessor"], scope: "records" },
  "data.import": { roles: ["coordinator", "data_manager"], scope: "records" },
  "snapshot.list": { roles: ["statistician", "data_manager", "investigator"], scope: "study" },
  "snapshot.freeze": { roles: ["statistician", "data_manager"], scope: "study" },
  "snapshot.download": { roles: ["statistician", "data_manager"], scope: "study" },
  "analysis.run": { roles: ["statistician", "data_manager", "investigator"], scope: "study" },
  "audit.list": { roles: ["data_manager", "investigator"], scope: "records" },
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
