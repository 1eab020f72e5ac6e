import type { Role } from "../protocol/types.ts";

/**
 * What somebody must be told of, without an arm. A new kind is one line here and its words in the catalogue of masking;
 * `roles` are those who are told and who acknowledge it.
 */
export const noticeKinds = {
  participant_unmasked: { roles: ["investigator", "data_manager"] },
  masking_changed: { roles: ["investigator", "data_manager"] },
  masking_declined: { roles: ["investigator", "data_manager"] },
  cards_reprinted: { roles: ["investigator", "data_manager"] },
  deviation_reported: { roles: ["investigator", "data_manager"] },
  // An administrator gives roles and new passwords alone: who leads a study that runs learns of it.
  role_given: { roles: ["investigator", "data_manager"] },
  link_made: { roles: ["investigator", "data_manager"] },
} as const satisfies Record<string, { readonly roles: readonly Role[] }>;

export type NoticeKind = keyof typeof noticeKinds;
