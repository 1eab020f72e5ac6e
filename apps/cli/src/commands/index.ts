import type { Command } from "../command.ts";
import { allocationRevealCommand } from "./allocation-reveal.ts";
import { allocationSimulateCommand } from "./allocation-simulate.ts";
import { allocationVerifyCommand } from "./allocation-verify.ts";
import { analyseCommand } from "./analyse.ts";
import { dataImportCommand } from "./data-import.ts";
import { datasetExportCommand } from "./dataset-export.ts";
import { migrateCommand } from "./migrate.ts";
import { reportedCheckCommand } from "./reported-check.ts";
import { seedCommand } from "./seed.ts";
import { signInCommand } from "./sign-in.ts";
import { statsCheckCommand } from "./stats-check.ts";
import { studyCheckVersionCommand } from "./study-check-version.ts";
import { studyCommitmentCommand } from "./study-commitment.ts";
import { studyDiffCommand } from "./study-diff.ts";
import { studyDocumentCommand } from "./study-document.ts";
import { studyDryRunCommand } from "./study-dry-run.ts";
import { studyExportCommand } from "./study-export.ts";
import { studyGoLiveCommand } from "./study-go-live.ts";
import { studyImportCommand } from "./study-import.ts";
import { studyPublishCommand } from "./study-publish.ts";
import { studyValidateCommand } from "./study-validate.ts";

/** Every command, in the order the help lists them. */
export const commands: readonly Command[] = [
  migrateCommand,
  seedCommand,
  signInCommand,
  studyValidateCommand,
  studyDiffCommand,
  studyDryRunCommand,
  studyDocumentCommand,
  studyExportCommand,
  studyImportCommand,
  studyPublishCommand,
  studyGoLiveCommand,
  studyCommitmentCommand,
  studyCheckVersionCommand,
  dataImportCommand,
  datasetExportCommand,
  analyseCommand,
  allocationSimulateCommand,
  allocationRevealCommand,
  allocationVerifyCommand,
  reportedCheckCommand,
  statsCheckCommand,
];
