import { cardsCanBeMade } from "./card-rules.ts";
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
  calculationsDoNotCircle,
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
  computedFromOneRule,
  openScoresDoNotLookAtArms,
  scaleItemsComeBefore,
  scalesCanBeScored,
  tablesShareAnswers,
} from "./scale-rules.ts";
import {
  anchorsHappen,
  deliveryIsAMoment,
  formsAreScheduled,
  outcomesAreDefined,
  outcomesAreMeasured,
  primaryOutcomeExists,
  sessionsAreScheduled,
  visitDaysAreInReach,
  windowsDoNotOverlap,
} from "./schedule-rules.ts";
import { approvalsHaveNumbers, datesExist, textsAreComplete, timesOfDayHold, timeZonesExist } from "./text-rules.ts";

/** Every rule, in the order in which problems are told: parts by themselves first, then parts against each other. */
export const protocolRules: readonly Rule[] = [
  keysAreUnique,
  itemKeysAreUnique,
  itemKeysAreFree,
  propertiesSuitTypes,
  rangesHold,
  textsAreComplete,
  datesExist,
  approvalsHaveNumbers,
  timeZonesExist,
  timesOfDayHold,
  referencesExist,
  outcomeEventsAreCodes,
  assumptionsAreAboutSomething,
  expressionsCompile,
  calculationsGoDown,
  calculationsDoNotCircle,
  relevanceIsNotItsOwn,
  openFormsDoNotLookAtArms,
  computedFromOneRule,
  scalesCanBeScored,
  scaleItemsComeBefore,
  openScoresDoNotLookAtArms,
  tablesShareAnswers,
  armsSuitDesign,
  allocationSuitsDesign,
  ratioCoversArms,
  blocksHoldTheRatio,
  strataAreKnownBefore,
  cardsCanBeMade,
  populationsCanExist,
  sampleSizeIsWhole,
  primaryOutcomeExists,
  outcomesAreMeasured,
  outcomesAreDefined,
  visitDaysAreInReach,
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
