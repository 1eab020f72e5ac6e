import type { Form } from "../protocol/types.ts";

/** What filling a form of each purpose means for who may do both: treat and measure the same participant. */
export const formPurposes: Record<Form["purpose"], { readonly treats: boolean; readonly measures: boolean }> = {
  characteristics: { treats: false, measures: false },
  outcome: { treats: false, measures: true },
  intervention: { treats: true, measures: false },
  biochemistry: { treats: false, measures: true },
  confounder: { treats: false, measures: false },
  follow_up: { treats: false, measures: true },
};
