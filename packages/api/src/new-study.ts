import {
  findAccount,
  findStudy,
  holdStudyKeys,
  insertGrant,
  insertProtocolVersion,
  insertSites,
  insertStudy,
  type UnitOfWork,
} from "@kendali/db";
import {
  accept,
  blindingOf,
  canonicalJson,
  invariant,
  mayHoldRole,
  protocolHash,
  refuse,
  type PolicyKey,
  type Protocol,
  type Result,
  type Role,
  type StudyKind,
} from "@kendali/domain";
import { platformEvent } from "./auth/sign-in.ts";
import type { UseCaseContext } from "./context.ts";
import { saltedProtocol } from "./salted-protocol.ts";

/** A study to be made: its documents, the oldest first, of which the last is in force. */
type NewStudy = {
  readonly key: string;
  readonly kind: StudyKind;
  readonly versions: readonly [Protocol, ...Protocol[]];
};

/** Makes a study in draft. Its documents are valid already. Refuses `study_key_taken`. */
export async function insertNewStudy(
  context: UseCaseContext,
  unit: UnitOfWork,
  { key, kind, versions: given }: NewStudy,
  policy: PolicyKey,
): Promise<Result<{ readonly id: string; readonly protocol: Protocol; readonly hash: string }>> {
  // Two that ask for one key wait here, so that the second is told that it is taken.
  await holdStudyKeys(unit.tx);
  if ((await findStudy(unit.tx, key)) !== null) return refuse("study_key_taken", { key });
  // A file that is brought in keeps its bytes: writing it again gives the same.
  const versions = policy === "study.import" ? given : given.map((version) => saltedProtocol(version, kind));
  const protocol = versions.at(-1);
  invariant(protocol !== undefined, "a study has a document");
  const id = context.newId();
  const hash = protocolHash(protocol);
  const createdAt = context.now();
  await insertStudy(unit.tx, { id, key, kind, status: "draft", protocolHash: hash, createdAt });
  for (const version of versions)
    await insertProtocolVersion(unit.tx, {
      studyId: id,
      hash: protocolHash(version),
      version: version.version,
      document: canonicalJson(version),
      createdAt,
    });
  await insertSites(
    unit.tx,
    protocol.sites.map((site) => ({ studyId: id, siteId: site.key, code: site.code, timeZone: site.timeZone })),
  );
  await unit.audit({
    ...platformEvent(context, policy, context.account.id, { key, kind, protocolHash: hash }),
    studyId: id,
    chain: "study",
  });
  return accept({ id, protocol, hash });
}

/**
 * Gives an account a role at every site of a study that was just made. Refuses `administrator_without_role` to one that
 * administers the platform, where the study is of real persons.
 */
export async function grantInNewStudy(
  context: UseCaseContext,
  unit: UnitOfWork,
  study: { readonly id: string; readonly kind: StudyKind; readonly protocol: Protocol },
  grant: { readonly accountId: string; readonly role: Role },
): Promise<Result<null>> {
  const account = await findAccount(unit.tx, grant.accountId);
  invariant(account !== null, "who gets a role has an account");
  const apart = mayHoldRole(account, study.kind);
  if (!apart.ok) return apart;
  const blinding = blindingOf(study.protocol, grant.role);
  await insertGrant(unit.tx, {
    studyId: study.id,
    id: context.newId(),
    accountId: grant.accountId,
    role: grant.role,
    siteId: null,
    blinding,
    grantedAt: context.now(),
    grantedBy: context.account.id,
  });
  await unit.audit({
    ...platformEvent(context, "account.grantRole", context.account.id, {
      account: grant.accountId,
      role: grant.role,
      blinding,
    }),
    studyId: study.id,
    chain: "study",
  });
  return accept(null);
}
