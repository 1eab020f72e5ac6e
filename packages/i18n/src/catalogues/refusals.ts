import { defineCatalogue } from "../catalogue.ts";

/** Words for every refusal code: what is wrong, what is allowed, what to do. */
export const refusalsCatalogue = defineCatalogue({
  id: {},
  en: {},
});
