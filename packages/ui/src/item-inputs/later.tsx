"use client";

import type { FileItemType, ItemTypeKey } from "@kendali/domain";
import { lazy, Suspense } from "react";
import { Skeleton } from "../components/skeleton.tsx";
import type { ItemInputProps } from "./item-input.ts";

const partialDate = () => import("./partial-date.tsx");
const barcode = () => import("./barcode.tsx");
const file = () => import("./file.tsx");

/** Inputs that few forms have: a form without them does not load them. */
const PartialDate = lazy(async () => ({ default: (await partialDate()).PartialDateInput }));
const Barcode = lazy(async () => ({ default: (await barcode()).BarcodeInput }));
const File = lazy(async () => ({ default: (await file()).FileInput }));

const loaders: Readonly<Partial<Record<ItemTypeKey, () => Promise<unknown>>>> = {
  partial_date: partialDate,
  barcode,
  photo: file,
  attachment: file,
  signature: file,
};

/** Loads the inputs of these types now: a question may be reached where there is no network to load its input by. */
export async function loadInputs(types: readonly ItemTypeKey[]): Promise<void> {
  const needed = new Set(types.flatMap((type) => loaders[type] ?? []));
  await Promise.all([...needed].map((load) => load()));
}

export function PartialDateInput(props: ItemInputProps) {
  return (
    <Suspense fallback={<Skeleton locale={props.locale} heights={[22, 56, 48]} />}>
      <PartialDate {...props} />
    </Suspense>
  );
}

export function BarcodeInput(props: ItemInputProps) {
  return (
    <Suspense fallback={<Skeleton locale={props.locale} heights={[22, 56, 48]} />}>
      <Barcode {...props} />
    </Suspense>
  );
}

export function PhotoInput(props: ItemInputProps) {
  return <LaterFileInput {...props} type="photo" />;
}

export function AttachmentInput(props: ItemInputProps) {
  return <LaterFileInput {...props} type="attachment" />;
}

export function SignatureInput(props: ItemInputProps) {
  return <LaterFileInput {...props} type="signature" />;
}

function LaterFileInput(props: ItemInputProps & { readonly type: FileItemType }) {
  return (
    <Suspense fallback={<Skeleton locale={props.locale} heights={[22, 48]} />}>
      <File {...props} />
    </Suspense>
  );
}
