export { ItemField } from "./item-field.tsx";
export type { ItemInputComponent, ItemInputProps } from "./item-input.ts";
export { itemInputs } from "./registry.ts";
