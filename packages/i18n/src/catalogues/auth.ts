import { defineCatalogue } from "../catalogue.ts";

/** Words of signing in, first administrator and accounts. */
export const authCatalogue = defineCatalogue({
  id: {},
  en: {},
});
