import { defineCatalogue } from "../catalogue.ts";

/** Words of the phone pages: today's visits, screening, consent, entry, sessions, allocation, outbox. */
export const fieldCatalogue = defineCatalogue({
  id: {},
  en: {},
});
