import {
  allocationSuitsDesign,
  armsSuitDesign,
  blocksHoldTheRatio,
  populationsCanExist,
  ratioCoversArms,
  sampleSizeIsWhole,
  strataAreKnownBefore,
} from "./design-rules.ts";
import {
  calculationsGoDown,
  expressionsCompile,
  openFormsDoNotLookAtArms,
  propertiesSuitTypes,
  rangesHold,
  relevanceIsNotItsOwn,
} from "./item-rules.ts";
import { itemKeysAreFree, itemKeysAreUnique, keysAreUnique } from "./key-rules.ts";
import {
  armFormsSaySo,
  consentDecides,
  performersCanEnter,
  rolesAreFilled,
  treatingIsApartFromMeasuring,
} from "./people-rules.ts";
import { assumptionsAreAboutSomething, outcomeEventsAreCodes, referencesExist } from "./reference-rules.ts";
import type { Rule } from "./rule.ts";
import {
  anchorsHappen,
  deliveryIsAMoment,
  formsAreScheduled,
  outcomesAreDefined,
  outcomesAreMeasured,
  primaryOutcomeExists,
  sessionsAreScheduled,
  windowsDoNotOverlap,
} from "./schedule-rules.ts";
import { datesExist, textsAreComplete, timesOfDayHold, timeZonesExist } from "./text-rules.ts";

/** Rules that judge each part by itself: they hold or fail whatever else is in the document. */
export const localRules: readonly Rule[] = [
  keysAreUnique,
  itemKeysAreUnique,
  itemKeysAreFree,
  propertiesSuitTypes,
  rangesHold,
  textsAreComplete,
  datesExist,
  timeZonesExist,
  timesOfDayHold,
];

/** Rules that judge parts against each other, and so need the whole document. */
export const wholeRules: readonly Rule[] = [
  referencesExist,
  outcomeEventsAreCodes,
  assumptionsAreAboutSomething,
  expressionsCompile,
  calculationsGoDown,
  relevanceIsNotItsOwn,
  openFormsDoNotLookAtArms,
  armsSuitDesign,
  allocationSuitsDesign,
  ratioCoversArms,
  blocksHoldTheRatio,
  strataAreKnownBefore,
  populationsCanExist,
  sampleSizeIsWhole,
  primaryOutcomeExists,
  outcomesAreMeasured,
  outcomesAreDefined,
  windowsDoNotOverlap,
  anchorsHappen,
  deliveryIsAMoment,
  sessionsAreScheduled,
  formsAreScheduled,
  treatingIsApartFromMeasuring,
  performersCanEnter,
  rolesAreFilled,
  armFormsSaySo,
  consentDecides,
];
