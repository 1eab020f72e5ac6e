import type { Database, Identification, ViewerAccount, ViewerSession } from "@kendali/db";
import type { StudyVersion } from "./study-versions.ts";
import type { BlindingLevel, Protocol, Role, RoleAssignment, StudyKind } from "@kendali/domain";

/** Secrets that live outside the database. */
export type Keys = {
  /** 32 bytes under which the seeds of allocation lists are sealed. */
  readonly sealKey: Uint8Array;
};

/** What every act has: where the data are, what time it is, and how an id is made. */
export type ServerContext = {
  readonly db: Database;
  readonly keys: Keys;
  /** Now, ISO 8601 UTC. */
  readonly now: () => string;
  readonly newId: () => string;
  /** Bytes that nobody can foresee, of the CSPRNG. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** `injected` only for scripts that fill simulated and practice studies; refused in every other study. */
  readonly clockSource: "system" | "injected";
  readonly requestId: string | null;
  /** Where the request came from, for throttling; null for a command of the server itself. */
  readonly address: string | null;
  /** `demo` announces itself on every page. */
  readonly mode: "demo" | "production";
};

/** An act of somebody who is signed in. */
export type UseCaseContext = ServerContext & {
  readonly account: ViewerAccount;
  readonly session: ViewerSession | null;
};

/** An act within a study by somebody whose roles allow it. */
export type StudyContext = UseCaseContext & { readonly study: StudyScope };

export type StudyScope = {
  readonly id: string;
  readonly key: string;
  readonly kind: StudyKind;
  readonly status: "draft" | "live" | "locked";
  /** Of the version in `protocol`. */
  readonly protocolHash: string;
  /**
   * The whole document, as the server knows it; what a viewer gets is `viewedProtocol`. Of several versions the newest that
   * rules at one of the viewer's sites: what is done at a site goes by `atSite`, what concerns one participant by
   * `forParticipant`, and what reads everything by `asUnion` (`study-versions.ts`).
   */
  readonly protocol: Protocol;
  /** From the first to the newest that was published. */
  readonly versions: readonly StudyVersion[];
  readonly unblindedAt: string | null;
  readonly viewer: StudyViewer;
};

/** What an account is in one study. */
export type StudyViewer = {
  readonly assignments: readonly RoleAssignment[];
  readonly roles: readonly Role[];
  /** Sites at which the act at hand is allowed; null means every site. */
  readonly sites: readonly string[] | null;
  /** The least masking that the account ever held in the study. */
  readonly blinding: BlindingLevel;
  /** `all`: every arm; `treated`: the arms that have visits of their own; `none`: no arm and nothing that tells one. */
  readonly sight: "all" | "treated" | "none";
};

export type { Identification };
