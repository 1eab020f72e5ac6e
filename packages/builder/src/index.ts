export * from "./draft/read-draft.ts";
export * from "./edits/edit-session.ts";
export * from "./lint/edit-path.ts";
export * from "./lint/finding.ts";
export * from "./lint/lint-draft.ts";
export * from "./lint/pages.ts";
export * from "./templates/blank-protocol.ts";
