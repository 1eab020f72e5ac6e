export * from "./edits/edit-session.ts";
