import type { Command } from "../command.ts";
import { migrateCommand } from "./migrate.ts";
import { seedCommand } from "./seed.ts";
import { signInCommand } from "./sign-in.ts";
import { studyValidateCommand } from "./study-validate.ts";

/** Every command, in the order the help lists them. */
export const commands: readonly Command[] = [migrateCommand, seedCommand, signInCommand, studyValidateCommand];
