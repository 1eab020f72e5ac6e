export { stratumItems, type StratumItem } from "./allocation/stratum-items.ts";
export { withDesign, type TriedDesign } from "./allocation/with-design.ts";
export { withScheme } from "./allocation/with-scheme.ts";
export { withShares } from "./allocation/with-shares.ts";
export { itemOfStratum, withStratum } from "./allocation/with-stratum.ts";
export * from "./bundle/study-bundle.ts";
export * from "./draft/read-draft.ts";
export * from "./edits/apply-shared.ts";
export * from "./edits/draft-sync.ts";
export * from "./edits/edit-session.ts";
export { followRenames, renamedItem } from "./edits/follow-renames.ts";
export * from "./edits/last-change.ts";
export * from "./edits/merge-edits.ts";
export { newTwin } from "./edits/new-twin.ts";
export { removeMember } from "./edits/remove-member.ts";
export * from "./edits/take-back.ts";
export * from "./forms/copy-form.ts";
export * from "./forms/expression-names.ts";
export * from "./forms/move-item.ts";
export * from "./forms/propose-key.ts";
export * from "./forms/item-type-change.ts";
export * from "./forms/references.ts";
export * from "./forms/rename.ts";
export * from "./lint/edit-path.ts";
export * from "./lint/finding.ts";
export * from "./lint/lint-draft.ts";
export * from "./lint/pages.ts";
export * from "./templates/blank-protocol.ts";
export { proposeStudyKey } from "./study-key.ts";
export * from "./test-study-key.ts";
export * from "./schedule/assessment-grid.ts";
export * from "./schedule/cell-arms.ts";
export * from "./schedule/column-edits.ts";
export {
  addVisitAfter,
  changeVisits,
  mostSessions,
  removeVisits,
  resizeSessions,
  shiftVisits,
} from "./schedule/schedule-edits.ts";
export { columnLabel } from "./schedule/sibling-words.ts";
export { hasArm } from "./schedule/visit-arms.ts";
export * from "./schedule/row-edits.ts";
export * from "./expressions/check-expression.ts";
export * from "./expressions/complete-expression.ts";
export * from "./expressions/expression-scope.ts";
export type * from "./expressions/expression.types.ts";
export * from "./expressions/say-expression.ts";
export { formToRows } from "./sheet/form-to-rows.ts";
export * from "./sheet/read-pasted-table.ts";
export { readRows, type ReadRowsOptions } from "./sheet/read-rows.ts";
export * from "./sheet/sheet.types.ts";
export { sheetWords, type SheetWords } from "./sheet/sheet-words.ts";
export { blockText, putBlock, readTable } from "./sheet/table-to-rows.ts";
export * from "./controlled/answers.ts";
export * from "./controlled/controlled-defaults.ts";
export * from "./controlled/make-controlled.ts";
export { withOtherArm, withoutOtherArm } from "./controlled/other-arm.ts";
export * from "./controlled/plan-from-pilot.ts";
export { planSampleSize, type PlannedSize, type SizePlan, type SizeUnfit } from "./sample-size/plan-sample-size.ts";
export { armsInRatio, type RatioArm } from "./sample-size/arms-in-ratio.ts";
export { ratioCost, type RatioCost } from "./sample-size/ratio-cost.ts";
export type { SizedArm } from "./sample-size/size-of-arms.ts";
export { recruitmentPlan, type RecruitmentPlan } from "./timetable/recruitment-plan.ts";
export { sizeShortfall } from "./sample-size/size-shortfall.ts";
export * from "./lint/guidelines/guideline-items.ts";
export * from "./lint/guidelines/guideline-rows.ts";
export { lintCodes, type LintCode } from "./lint/rule.ts";
export * from "./templates/adapt-template.ts";
export { withScales } from "./templates/template-scales.ts";
export type { PartKind, PartReference } from "./edits/map-references.ts";
export * from "./edits/part-edits.ts";
export { mendDuplicateKeys, tellTwinsApart, type Twin } from "./edits/mend-duplicates.ts";
