import { fileItemTypes, type Form } from "@kendali/domain";
import { loadInputs } from "@kendali/ui/item-inputs";

/**
 * Loads all that a form's questions need before the first one is shown: the network may be gone when the last one is reached.
 * Parts that few forms have are not in everybody's page.
 */
export async function loadParts(form: Form): Promise<void> {
  const types = form.sections.flatMap(({ items }) => items.map(({ type }) => type));
  const hasFiles = types.some((type) => Object.hasOwn(fileItemTypes, type));
  await Promise.all([
    loadInputs(types),
    ...(hasFiles
      ? [
          import("./attach/attach-field.tsx"),
          import("./attach/attached-now.tsx"),
          import("./attach/attach-keeper.tsx"),
          import("./attach/file-desk.ts"),
        ]
      : []),
  ]);
}
