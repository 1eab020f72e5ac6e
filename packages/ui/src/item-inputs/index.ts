export { ItemField } from "./item-field.tsx";
export type { ItemInputComponent, ItemInputProps } from "./item-input.ts";
export { fitsMatrix, ItemMatrix } from "./item-matrix.tsx";
export { itemInputs } from "./registry.ts";
