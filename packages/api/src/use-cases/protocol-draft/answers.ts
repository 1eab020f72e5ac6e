import type { BareChange, LocalizedText, Protocol, Role, StudyKind } from "@kendali/domain";

/** What an account may do with a draft: the owner also shares it, opens studies from it and closes it. */
export type DraftLevel = "owner" | "editor" | "reader";
export type DraftDesign = Protocol["design"]["type"];

export type DraftStudy = {
  readonly key: string;
  readonly kind: StudyKind;
  readonly status: "draft" | "live" | "locked";
};

/** A draft as lists show it. Instants are ISO 8601 UTC. */
export type DraftSummary = {
  readonly id: string;
  readonly name: string;
  readonly shortTitle: LocalizedText;
  readonly design: DraftDesign;
  /** The study whose live version it amends; null for a new study. */
  readonly study: string | null;
  readonly revision: number;
  readonly level: DraftLevel;
  readonly mayEdit: boolean;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  /** Off the lists; only its owner is told, who may bring it back. */
  readonly removedAt: string | null;
  /** Whether a live study, or a version of one, was made of it: it is closed, never removed. */
  readonly isPublished: boolean;
};

export type DraftView = {
  readonly id: string;
  readonly name: string;
  readonly level: DraftLevel;
  readonly mayEdit: boolean;
  /** The revision of the document in this answer. */
  readonly revision: number;
  readonly newestRevision: number;
  /** Readable, not necessarily valid. Without the scheme's settings where `settingsHidden`. */
  readonly document: Protocol;
  /** The study that it amends and the version that it began from. */
  readonly amends: (DraftStudy & { readonly baseHash: string; readonly isBaseCurrent: boolean }) | null;
  readonly base: Protocol | null;
  /** Whether the settings of the scheme are neither sent nor editable, because a trial runs by them. */
  readonly settingsHidden: boolean;
  /** Empty for an amendment, which every investigator and data manager of the study may open. */
  readonly members: readonly {
    readonly username: string;
    readonly name: string;
    readonly level: DraftLevel;
    /** Whether the account administers the platform, and so neither opens nor approves a study of real persons. */
    readonly isAdministrator: boolean;
  }[];
  /** Studies that were opened from it, the newest first; `isCurrent`: with the newest document. */
  readonly studies: readonly (DraftStudy & {
    readonly revision: number;
    readonly openedAt: string;
    readonly isCurrent: boolean;
  })[];
  /** The key that the next test study opened from `document` gets. */
  readonly testKey: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
};

export type EditDraftAnswer = {
  readonly revision: number;
  readonly savedAt: string;
  /** What others saved since the base revision, in order: first these, then one's own, give the document of `revision`. */
  readonly edits: readonly BareChange[];
};

/** What happened to a draft since a revision: the edits, or the whole document where those are more than it. */
export type DraftChanges = {
  readonly revision: number;
  readonly name: string;
} & ({ readonly edits: readonly BareChange[] } | { readonly document: Protocol });

/** Who changed a place last. */
export type LastChange = {
  readonly by: string;
  /** Whether that is the account that asks: another window of hers. */
  readonly isOwn: boolean;
  readonly at: string;
  /** By the server's clock: that of the device may be wrong. */
  readonly secondsAgo: number;
};

/** In the order of the places asked for; null for one that nobody has changed since the draft was begun. */
export type LastChanges = { readonly changes: readonly (LastChange | null)[] };

export type DraftStep = {
  readonly revision: number;
  readonly kind: "start" | "edit" | "restore";
  /** The revision that was brought back. */
  readonly restored: number | null;
  readonly by: string;
  readonly at: string;
  /** The places that changed, at most 100; `count` is how many changes there were. */
  readonly paths: readonly string[];
  readonly count: number;
};

export type DraftHistory = { readonly steps: readonly DraftStep[]; readonly nextBefore: number | null };

export type DraftTemplate = {
  readonly key: string;
  readonly design: DraftDesign;
  readonly title: LocalizedText;
  /** `reference`: a whole study to start from; `blank`: arms, visits and roles, and nothing else. */
  readonly kind: "reference" | "blank";
  readonly forms: number;
  readonly visits: number;
};

/** A study that was opened from a draft. */
export type OpenStudyAnswer = {
  readonly study: string;
  readonly protocolHash: string;
  /** `draft` while other accounts have to approve. */
  readonly status: "draft" | "live";
  readonly approvals: number;
  readonly needed: 1 | 2;
  /** The caller's roles in it. */
  readonly roles: readonly Role[];
  /** Whether the test allocates without restriction, because a trial runs by the scheme's settings. */
  readonly isSchemeReplaced: boolean;
};
