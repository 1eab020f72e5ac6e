import type { SealedListRow } from "@kendali/db";
import { accept, invariant, refuse, type Result } from "@kendali/domain";
import {
  allocationAlgorithmVersion,
  cardPlanOf,
  commitmentOf,
  NONCE_BYTES,
  parametersOfPlan,
  seal,
  SECRET_BYTES,
  unseal,
  validateScheme,
  type CardPlan,
  type CommittedList,
  type RandomizationList,
  type RevealedBundle,
} from "@kendali/randomization";
import type { StudyScope } from "./context.ts";

/** What of a list is stored; the secret and the commitment's nonce lie sealed together. */
export type NewList = Pick<SealedListRow, "scheme" | "sealed" | "nonce" | "commitment" | "publishedSeed">;
type StoredScheme = Pick<CommittedList, "scheme" | "parameters" | "algorithmVersion" | "protocolHash" | "cards">;

/** What opening needs of a stored list. */
type StoredList = Pick<SealedListRow, "studyId" | "scheme" | "sealed" | "nonce">;

const sealNonceBytes = 24;

/** Makes a study's list: null when its design allocates nobody. Refuses what `validateScheme` refuses. */
export function makeList(
  study: Pick<StudyScope, "id" | "protocol" | "protocolHash">,
  sealKey: Uint8Array,
  publishedSeed: string | null,
  randomBytes: (length: number) => Uint8Array,
): Result<NewList | null> {
  const plan = study.protocol.allocation;
  if (plan === null) return accept(null);
  const parameters = parametersOfPlan(plan);
  const problems = validateScheme(
    plan.scheme,
    parameters,
    study.protocol.arms.map((arm) => arm.key),
  );
  if (problems.length > 0) return refuse("protocol_invalid", { count: problems.length }, problems);
  const secret = publishedSeed === null ? randomBytes(SECRET_BYTES) : Buffer.from(publishedSeed, "hex");
  const cards = cardPlanOf(study.protocol);
  const promise = {
    scheme: plan.scheme,
    parameters,
    algorithmVersion: allocationAlgorithmVersion,
    protocolHash: study.protocolHash,
    ...(cards === null ? {} : { cards }),
  };
  const commitmentNonce = randomBytes(NONCE_BYTES);
  const nonce = randomBytes(sealNonceBytes);
  const sealed = seal(Buffer.concat([secret, commitmentNonce]), {
    key: sealKey,
    nonce,
    associatedData: associatedData(study.id),
  });
  return accept({
    scheme: promise,
    sealed,
    nonce,
    commitment: commitmentOf({ ...promise, secret: new Uint8Array(secret) }, new Uint8Array(commitmentNonce)),
    publishedSeed: publishedSeed !== null,
  });
}

/** Opens a study's list. A list that the key does not open is a matter for the recovery sheet, never for guessing. */
export function openList(row: StoredList, sealKey: Uint8Array): RandomizationList {
  const { scheme, parameters, algorithmVersion } = row.scheme as StoredScheme;
  const { secret } = unsealList(row, sealKey);
  invariant(
    algorithmVersion === allocationAlgorithmVersion,
    `lists of version ${algorithmVersion} need the program that made them`,
  );
  return { scheme, parameters, secret };
}

/** What a study promised, with the secret and the nonce that show it: for everybody, after unblinding only. */
export function revealList(row: SealedListRow, sealKey: Uint8Array): Omit<RevealedBundle, "allocations" | "cards"> {
  const { scheme, parameters, algorithmVersion, protocolHash } = row.scheme as StoredScheme;
  const { secret, commitmentNonce } = unsealList(row, sealKey);
  const { commitment } = row;
  const revealed = { secret: hexOf(secret), nonce: hexOf(commitmentNonce) };
  return { scheme, parameters, algorithmVersion, protocolHash, ...revealed, commitment };
}

/** The sealed cards that a study promised; null where it has none. */
export function promisedCards(row: Pick<SealedListRow, "scheme">): CardPlan | null {
  return (row.scheme as StoredScheme).cards ?? null;
}

function unsealList(
  row: StoredList,
  sealKey: Uint8Array,
): { readonly secret: Uint8Array; readonly commitmentNonce: Uint8Array } {
  const opened = unseal(new Uint8Array(row.sealed), {
    key: sealKey,
    nonce: new Uint8Array(row.nonce),
    associatedData: associatedData(row.studyId),
  });
  invariant(opened !== null, "the allocation list does not open with this installation's seal key");
  return { secret: opened.slice(0, SECRET_BYTES), commitmentNonce: opened.slice(SECRET_BYTES) };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function associatedData(studyId: string): Uint8Array {
  return new TextEncoder().encode(`kendali allocation list of study ${studyId}`);
}
