import { defineCatalogue } from "../catalogue.ts";

/** Words for the kinds the domain names: roles, study kinds, visit states, missing reasons, designs. */
export const domainCatalogue = defineCatalogue({
  id: {},
  en: {},
});
