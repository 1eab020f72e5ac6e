export { ItemField } from "./item-field.tsx";
export type { ItemInputComponent, ItemInputProps } from "./item-input.ts";
export { loadInputs } from "./later.tsx";
export { fitsMatrix, ItemMatrix } from "./item-matrix.tsx";
export { itemInputs } from "./registry.ts";
