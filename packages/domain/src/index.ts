export * from "./item-types/index.ts";
export * from "./item-types/item-type.ts";
export * from "./permissions/permissions.ts";
export * from "./problems.ts";
export * from "./protocol/types.ts";
export * from "./refusals.ts";
export * from "./result.ts";
