import type { Finding } from "@kendali/builder";

/** Where a finding is mended: its page, and behind `#` the place on it, which is the id of the field (`fieldId`). */
export function mendHref(draft: string, { mend }: Pick<Finding, "mend">): string {
  const steps = mend.path.split("/");
  const page =
    mend.page === "forms" && steps[0] === "forms" && steps[1] !== undefined ? `forms/${steps[1]}` : mend.page;
  return `/drafts/${draft}/${page}#${encodeURIComponent(mend.path)}`;
}

/** The id of the control of a place, by which a link to it finds it. */
export function fieldId(path: readonly string[]): string {
  return path.join("/");
}
