import { defineCatalogue } from "../catalogue.ts";

/** Words of tables, figures and sentences in results and reports. */
export const reportsCatalogue = defineCatalogue({
  id: {},
  en: {},
});
