import { defineCatalogue } from "../catalogue.ts";

/** Words of the desk pages: overview, participants, datasets, results, audit trail. */
export const deskCatalogue = defineCatalogue({
  id: {},
  en: {},
});
