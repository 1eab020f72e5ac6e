export * from "./permissions/permissions.ts";
export * from "./protocol/types.ts";
export * from "./refusals.ts";
export * from "./result.ts";
