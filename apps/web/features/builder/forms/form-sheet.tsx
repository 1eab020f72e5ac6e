"use client";

/** The same items as a sheet. */
export function FormSheet({ form }: { form: string }) {
  return <p data-form={form} />;
}
